"""A penalty of a discipline decision that touches graduation goes on record."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_deciding import decide_parchment
from registrar.areas.awards.models import Award, GraduationPenalty
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG

Kind = GraduationPenalty.Kind


@transaction.atomic
def enter_penalty(
    study_id: int, kind: str, *, reference: str, decided_on: date, ends_on: date | None, actor: Any, now: datetime
) -> GraduationPenalty:
    """Enter a penalty (polyu-2024-25:11B-13, 11B-16); the same one twice gives the one that there is.

    Deferring a graduand moves the day of conferment to the next issue of parchments after it. Raises ValueError for a
    deferral without a last day.
    """
    if kind == Kind.DEFER and ends_on is None:
        raise ValueError("a deferral has a last day")
    locking.hold({"studies.Study": [study_id]})
    given = {"study_id": study_id, "kind": kind, "reference": reference.strip(), "lifted_at": None}
    penalty, new = GraduationPenalty.objects.get_or_create(
        **given, defaults={"decided_on": decided_on, "ends_on": ends_on, "entered_at": now, "entered_by": actor}
    )
    if new and kind == Kind.DEFER:
        move_conferment(study_id, now.astimezone(HONG_KONG).date())
    return penalty


@transaction.atomic
def lift_penalty(penalty_id: int, *, because: str, actor: Any, now: datetime) -> GraduationPenalty:
    """Lift a penalty, with the reason; one that was used up or lifted before stays as it is.

    Raises GraduationPenalty.DoesNotExist.
    """
    study_id = GraduationPenalty.objects.values_list("study_id", flat=True).get(pk=penalty_id)
    locking.hold({"studies.Study": [study_id]})
    penalty = GraduationPenalty.objects.get(pk=penalty_id)
    if penalty.lifted_at is None and penalty.used_on_id is None:
        penalty.lifted_at, penalty.lifted_by, penalty.lifted_because = now, actor, because.strip()
        penalty.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
        if penalty.kind == Kind.DEFER:
            move_conferment(study_id, now.astimezone(HONG_KONG).date())
    return penalty


def move_conferment(study_id: int, today: date) -> None:
    """Give a graduand's award the day that follows from the deferrals in force; never one in the past."""
    award = Award.objects.filter(study_id=study_id, state=Award.State.GRADUAND).first()
    if award is None:
        return
    rows = GraduationPenalty.objects.filter(study_id=study_id, kind=Kind.DEFER, lifted_at=None)
    until = rows.order_by("-ends_on").values_list("ends_on", flat=True).first()
    earliest = max(award.confirmed_on, today) if until is None else award.confirmed_on
    dated = decide_parchment(award.term_id, earliest, until).result.get("dated")
    if dated is not None:
        award.confer_on, award.deferred_until = dated, until
        award.save(update_fields=["confer_on", "deferred_until"])

"""An award is taken back, by two people."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_telling import MINE, draft
from registrar.areas.awards.models import Award, AwardRetraction
from registrar.areas.platform import locking, notices
from registrar.kernel import Bilingual

State = AwardRetraction.State


class SamePerson(ValueError):
    """Whoever proposed it doesn't carry it out."""


@transaction.atomic
def propose_retraction(
    award_id: int, *, reason: str, authority: str, reference: str, actor: Any, now: datetime
) -> AwardRetraction | None:
    """Propose to take a conferred award back (polyu-2024-25:7C-10); None where it isn't conferred.

    Nothing happens to the award until a second person carries it out. A proposal that is open stays the one.
    """
    award = _locked(award_id)
    if award.state != Award.State.CONFERRED:
        return None
    given = {"reason": reason.strip(), "authority": authority.strip(), "reference": reference.strip()}
    return AwardRetraction.objects.get_or_create(
        award=award, state=State.PROPOSED, defaults=given | {"proposed_at": now, "proposed_by": actor}
    )[0]


@transaction.atomic
def settle_retraction(retraction_id: int, *, carry_out: bool, actor: Any, now: datetime) -> AwardRetraction:
    """Carry a proposed retraction out, or drop it; one settled before stays.

    Raises SamePerson where the proposer would carry it out, and AwardRetraction.DoesNotExist.
    """
    award_id = AwardRetraction.objects.values_list("award_id", flat=True).get(pk=retraction_id)
    award = _locked(award_id)
    retraction = AwardRetraction.objects.get(pk=retraction_id)
    if retraction.state != State.PROPOSED:
        return retraction
    if carry_out and retraction.proposed_by_id == actor.pk:
        raise SamePerson(retraction_id)
    retraction.state = State.CARRIED_OUT if carry_out else State.DROPPED
    retraction.settled_at, retraction.settled_by = now, actor
    retraction.save(update_fields=["state", "settled_at", "settled_by"])
    if carry_out:
        award.state = Award.State.RETRACTED
        award.save(update_fields=["state"])
        told = {"title": Bilingual(award.title_en, award.title_zh), "authority": retraction.authority}
        notices.send([draft("retracted", award.study.student, MINE, **told)], now=now)
    return retraction


def _locked(award_id: int) -> Award:
    study_id = Award.objects.values_list("study_id", flat=True).get(pk=award_id)
    locking.hold({"studies.Study": [study_id], "awards.Award": [award_id]})
    return Award.objects.select_related("study__student").get(pk=award_id)

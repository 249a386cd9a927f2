"""Students apply for graduation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_deciding import decide_window
from registrar.areas.awards.models import GraduationApplication
from registrar.areas.awards.queries.graduation import ElectiveOffer, elective_choices
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.study_keys import studies_with_people
from registrar.kernel import Decision

State = GraduationApplication.State


class NotToChoose(ValueError):
    """A subject was chosen that cannot count as a free elective, or too few credits were chosen."""


@dataclass(frozen=True)
class Applied:
    """The decision of the rule, and the application where one was taken: in time, or late for the department."""

    decision: Decision
    application: GraduationApplication | None = None


@transaction.atomic
def apply_for_graduation(
    study_id: int, term: str, electives: Collection[str], *, reason: str = "", actor: Any, now: datetime
) -> Applied:
    """Take an application with the subjects that count as free electives (polyu-2024-25:6K-04, 6K-05, 4M-13).

    Within the window it is recorded, or changed where there is one. After it a reason makes it a late request to the
    department; without a reason it is refused, as before the window. Raises NotToChoose for subjects that the audit
    does not offer or that leave the requirement short.
    """
    locking.hold({"studies.Study": [study_id]})
    (study,) = studies_with_people([study_id])
    when, today = term_by_key(term), now.astimezone(HONG_KONG).date()
    decision = decide_window(study, when, today)
    late = _closed(decision, today) and bool(reason.strip())
    offer = elective_choices(study, when, today) if decision.allowed or late else None
    if offer is not None:
        decision = decide_window(study, when, today, expected=offer.audit.result.get("complete_if_passed"))
    stored = decisions.store(decision, subject=f"study:{study_id}", actor=actor, now=now)
    if offer is None:
        return Applied(decision)
    held = GraduationApplication.objects.filter(study=study, term=when).first()
    if held is not None and held.state not in (State.RECORDED, State.LATE):
        return Applied(decision, held)
    if held is not None and late and held.state == State.RECORDED:
        return Applied(decision, held)
    chosen, changed = _checked(offer, electives)
    row = held or GraduationApplication(study=study, term=when)
    row.state, row.free_electives, row.changed = State.LATE if late else State.RECORDED, chosen, changed
    row.reason, row.decision, row.applied_at = reason.strip() if late else "", stored, now
    row.save()
    return Applied(decision, row)


def _closed(decision: Decision, today: Any) -> bool:
    closes = decision.result.get("closes")
    return closes is not None and today > closes and not decision.allowed


def _checked(offer: ElectiveOffer, electives: Collection[str]) -> tuple[list[str], bool]:
    chosen = sorted(set(electives))
    credits = {one.subject: one.credits for one in offer.subjects}
    if not set(chosen) <= set(credits) or sum(credits[code] for code in chosen) < offer.needed:
        raise NotToChoose(", ".join(chosen))
    return chosen, set(chosen) != {one.subject for one in offer.subjects if one.counted}

"""Give a place back during registration or add/drop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.facts.drop_subject import drop_facts
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import Registration
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """A stored decision; if it is allowed, the step has been taken."""

    decision: Decision
    decision_id: int


@transaction.atomic
def drop_subject(registration_id: int, *, actor: Any, now: datetime, by_department: bool = False) -> StepOutcome:
    """Drop a registered subject if the rules allow it; the decision is stored either way.

    A registration that ended meanwhile is refused. Raises Registration.DoesNotExist.
    """
    seen = Registration.objects.select_related("offering").get(pk=registration_id)
    lock({"studies.Study": [seen.study_id], "registration.SubjectGroup": [seen.group_id]})
    decision = judge_drop(seen, Request(now, by_department))
    row = decisions.store(decision, subject=f"study:{seen.study_id}", actor=actor, now=now)
    if decision.allowed:
        Registration.objects.filter(pk=registration_id, state=Registration.State.REGISTERED).update(
            state=Registration.State.DROPPED, ended_at=now, decision=row, actor=actor
        )
        queue_offers([seen.group_id])
    return StepOutcome(decision, row.pk)


def judge_drop(seen: Registration, request: Request) -> Decision:
    """Decide a drop without taking it; the page that asks for confirmation shows the same."""
    shown = picture([seen.study_id], [], request.now.date(), seen.offering.term_id)
    student = shown.students[seen.study_id]
    taken = next((one for one in student.taken if one.pk == seen.pk), None)
    facts = drop_facts(shown, student, taken, seen.offering.subject_id, request)
    return decide("registration.drop_subject", facts, as_of=request.now.date(), university=settings.UNIVERSITY)

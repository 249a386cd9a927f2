"""Move to another group of a registered subject."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.drop_subject import StepOutcome
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.actions.submit_basket import lost_race
from registrar.areas.registration.facts.change_group import change_facts
from registrar.areas.registration.facts.picture import UnknownGroups, picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.facts.seats import Seat
from registrar.areas.registration.models import Registration, SubjectGroup, WaitingEntry
from registrar.kernel import Decision
from registrar.rulebook import decide


def change_group(
    registration_id: int, group_id: int, *, actor: Any, now: datetime, by_department: bool = False
) -> StepOutcome:
    """Move a registration to another group of the same offering if the rules allow it; the decision is stored.

    Both groups are locked, so the old place is given up and the new one taken in one moment. Raises
    Registration.DoesNotExist, and UnknownGroups for a group of another offering.
    """
    request = Request(now, by_department)
    try:
        with transaction.atomic():
            return _change(registration_id, group_id, actor, request)
    except IntegrityError as error:
        if not lost_race(error):
            raise
    with transaction.atomic():
        return _change(registration_id, group_id, actor, request)


def _change(registration_id: int, group_id: int, actor: Any, request: Request) -> StepOutcome:
    seen = Registration.objects.get(pk=registration_id)
    if not SubjectGroup.objects.filter(pk=group_id, offering_id=seen.offering_id).exists():
        raise UnknownGroups("a registration moves between the groups of its offering")
    lock({"studies.Study": [seen.study_id], "registration.SubjectGroup": [seen.group_id, group_id]})
    decision, seat = judge_change(seen, group_id, request)
    row = decisions.store(decision, subject=f"study:{seen.study_id}", actor=actor, now=request.now)
    if decision.allowed:
        if seat.entry is not None:
            WaitingEntry.objects.filter(pk=seat.entry).update(state=WaitingEntry.State.ACCEPTED, ended_at=request.now)
        Registration.objects.filter(pk=registration_id, state=Registration.State.REGISTERED).update(
            group_id=group_id, reserve_id=seat.reserve, decision=row, actor=actor
        )
        queue_offers([seen.group_id], studies=[seen.study_id])
    return StepOutcome(decision, row.pk)


def judge_change(seen: Registration, group_id: int, request: Request) -> tuple[Decision, Seat]:
    """Decide a change of group without making it; return the decision and the place that it would take."""
    shown = picture([seen.study_id], [group_id], request.now.date())
    student = shown.students[seen.study_id]
    taken = next((one for one in student.taken if one.pk == seen.pk), None)
    group = shown.groups[group_id]
    facts = change_facts(shown, student, group, taken, request)
    decision = decide("registration.change_group", facts, as_of=request.now.date(), university=settings.UNIVERSITY)
    return decision, student.seat_in(group, request.now)

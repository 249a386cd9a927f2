"""Take up a place that the waiting list offered."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.actions.change_group import change_group, judge_change
from registrar.areas.registration.actions.drop_subject import StepOutcome
from registrar.areas.registration.actions.preview_basket import preview_basket
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.offer_deadline import deadline_facts
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import Registration, WaitingEntry
from registrar.kernel import Decision
from registrar.rulebook import decide


class NoOffer(ValueError):
    """The entry has no offer that could be taken up: it waits, or has ended otherwise."""


@transaction.atomic
def accept_offer(entry_id: int, *, actor: Any, now: datetime) -> StepOutcome:
    """Register the offered group, or move to it where the student has another group of the subject.

    Every rule of registering is asked, and whether the answer is in time; the decision that counts is stored. The offer
    stands after a refusal, so that the student can make room and try again before it ends. Raises NoOffer and
    WaitingEntry.DoesNotExist.
    """
    entry = WaitingEntry.objects.select_related("group__offering__term").get(pk=entry_id)
    if entry.state not in (WaitingEntry.State.OFFERED, WaitingEntry.State.EXPIRED):
        raise NoOffer(entry.state)
    in_time = _in_time(entry, now)
    if not in_time.allowed:
        row = decisions.store(in_time, subject=f"study:{entry.study_id}", actor=actor, now=now)
        return StepOutcome(in_time, row.pk)
    held = Registration.objects.filter(
        study_id=entry.study_id, offering_id=entry.group.offering_id, state=Registration.State.REGISTERED
    ).first()
    if held is not None:
        return change_group(held.pk, entry.group_id, actor=actor, now=now)
    outcome = submit_basket(entry.study_id, [Choice(entry.group_id)], all_or_nothing=True, actor=actor, now=now)
    return StepOutcome(outcome.lines[0].decision, outcome.lines[0].decision_id)


def judge_offer(entry: WaitingEntry, *, now: datetime) -> Decision:
    """Decide what taking up an open offer would come to, without doing it; the page that asks shows the same."""
    held = Registration.objects.filter(
        study_id=entry.study_id, offering_id=entry.group.offering_id, state=Registration.State.REGISTERED
    ).first()
    if held is not None:
        return judge_change(held, entry.group_id, Request(now))[0]
    return preview_basket(entry.study_id, [entry.group_id], now=now)[0].decision


def _in_time(entry: WaitingEntry, now: datetime) -> Decision:
    assert entry.offered_at is not None  # noqa: S101 (a constraint of the table)
    facts = deadline_facts(
        entry.group.offering.term,
        entry.group.offering.subject_id,
        offered_at=entry.offered_at,
        answered_at=now.astimezone(HONG_KONG),
    )
    return decide("registration.offer_deadline", facts, as_of=now.date(), university=settings.UNIVERSITY)

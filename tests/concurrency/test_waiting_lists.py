"""Waiting lists on a real PostgreSQL: a place is offered once, answered once, and never taken by whoever comes by."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world
from tests.concurrency.test_seats import at_once, rivals, seats, submits, taught

from registrar.areas.platform.models import Notice
from registrar.areas.registration.actions import offer_places as offering
from registrar.areas.registration.actions.accept_offer import NoOffer, accept_offer
from registrar.areas.registration.actions.drop_subject import drop_subject
from registrar.areas.registration.actions.expire_offers import expire_offers
from registrar.areas.registration.actions.join_waiting_list import join_waiting_list
from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.actions.queue_offers import TASK
from registrar.areas.registration.models import Registration, SubjectGroup, WaitingEntry
from registrar.areas.studies.models import Study

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
NOW = world.at("2024-09-03 10:00")
ENDS = world.at("2024-09-04 10:00")
AFTER = world.at("2024-09-04 10:00:01")


def waits(study: Study, group: SubjectGroup, minute: int = 0, **fields: Any) -> WaitingEntry:
    """Put a student into a queue past all rules."""
    joined = world.at(f"2024-09-02 10:{minute:02d}")
    return WaitingEntry.objects.create(study=study, group=group, need_class=2, joined_at=joined, **fields)


def held(group: SubjectGroup) -> tuple[int, int, int]:
    """Return places taken, held and waited for as counted on the group."""
    group.refresh_from_db()
    return group.seats_taken, group.held, group.waiting


@pytest.mark.parametrize(("lock", "told"), [(False, 2), (True, 1)], ids=["without the lock", "with the lock"])
def test_two_workers_offer_the_last_place_once(monkeypatch: pytest.MonkeyPatch, lock: bool, told: int) -> None:
    # Given one free place and two who wait, and two workers of whom none acts before the other has looked, if it can
    group, students = taught("COMP1011", quota=1), rivals(2)
    entries = [waits(study, group, minute) for minute, study in enumerate(students)]
    looked, settle = threading.Barrier(2), offering.settle_list

    def settle_and_wait(*args: Any, **fields: Any) -> Any:
        found = settle(*args, **fields)
        with contextlib.suppress(threading.BrokenBarrierError):
            looked.wait(timeout=1)
        return found

    monkeypatch.setattr(offering, "settle_list", settle_and_wait)
    if not lock:
        monkeypatch.setattr(offering, "lock", lambda wanted: {name: set(keys) for name, keys in wanted.items()})
    # When both look at the list at the same moment
    answers = at_once([lambda: offer_places(group.pk, now=NOW)] * 2)
    # Then without the lock both offer it; with the lock, nothing else changed, one does, to the first in the queue
    assert [one for one in answers if isinstance(one, Exception)] == []
    assert sorted(len(one) for one in answers) == [told - 1, 1]
    assert Notice.objects.filter(kind="waiting_offered").count() == told
    assert [WaitingEntry.objects.get(pk=entry.pk).state for entry in entries] == ["offered", "waiting"]
    assert held(group) == (0, 1, 1)


def test_an_answer_in_the_last_second_meets_the_job_that_ends_the_offer() -> None:
    # Given six groups with an offer that ends now, and one who waits behind it
    groups = [taught(f"COMP101{number}", quota=1) for number in range(6)]
    students = rivals(12)
    offers = [
        waits(study, group, state="offered", offered_at=NOW, offer_ends_at=ENDS)
        for study, group in zip(students, groups, strict=False)
    ]
    after = [waits(study, group, 1) for study, group in zip(students[6:], groups, strict=True)]

    def take(entry: WaitingEntry) -> Any:
        try:
            return accept_offer(entry.pk, actor=None, now=ENDS).decision.allowed
        except NoOffer:
            return False

    # When every student takes the place in the last second while the job runs twice a second later
    works: list[Any] = [lambda entry=entry: take(entry) for entry in offers]
    answers = at_once([*works, lambda: expire_offers(now=AFTER), lambda: expire_offers(now=AFTER)])
    # Then each place went either to the student or to the next in the queue, never to both and never to nobody
    assert [one for one in answers if isinstance(one, Exception)] == []
    for group, offer, behind, took in zip(groups, offers, after, answers, strict=False):
        states = tuple(WaitingEntry.objects.get(pk=entry.pk).state for entry in (offer, behind))
        assert states == (("accepted", "waiting") if took else ("expired", "offered"))
        assert held(group) == ((1, 0, 1) if took else (0, 1, 0))
        assert seats(group) == (took, took)


def test_a_place_given_up_goes_to_the_queue_and_not_to_whoever_comes_by() -> None:
    # Given a full group that one waits for, and fifteen who try their luck
    group, students = taught("COMP1011", quota=1), rivals(17)
    rows = [world.register(students[0], group)]
    rows += [world.register(students[0], taught(f"COMP102{number}", quota=9)) for number in range(3)]
    entry = waits(students[1], group)
    # When the place is given up while all of them submit
    drop = at_once(
        [
            lambda: drop_subject(rows[0].pk, actor=students[0].student, now=NOW).decision.allowed,
            *(submits(study, group) for study in students[2:]),
        ]
    )
    # Then none of them has it, and the look at the list that the drop queued offers it to who waits
    assert drop[0] is True
    assert [outcome.registered for outcome in drop[1:]] == [()] * 15
    assert held(group) == (0, 0, 1)
    queued = ProcrastinateJob.objects.filter(task_name=TASK, args={"group_id": group.pk}, status="todo")
    assert queued.count() == 1
    assert offer_places(group.pk, now=NOW) == [entry.pk]
    assert held(group) == (0, 1, 0)


def test_a_student_joins_a_list_once_however_often_the_button_is_pressed() -> None:
    # Given a full group
    group, study = taught("COMP1011", quota=0), rivals(1)[0]
    # When eight presses arrive at the same moment
    answers = at_once([lambda: join_waiting_list(study.pk, group.pk, actor=study.student, now=NOW).entry_id] * 8)
    # Then there is one entry, and the other presses were told so
    assert [one for one in answers if isinstance(one, Exception)] == []
    assert sum(one is not None for one in answers) == 1
    assert held(group) == (0, 0, 1)


def test_registering_elsewhere_and_an_offer_cross_without_a_deadlock() -> None:
    # Given students who wait for one group of a subject, in which places become free, and register in another
    group, students = taught("COMP1011", quota=4), rivals(8)
    second = world.group(group.offering.subject, code="1002", quota=8)
    for minute, study in enumerate(students):
        waits(study, group, minute)
    # When offers are made while they register
    looks: list[Any] = [lambda: offer_places(group.pk, now=NOW)] * 4
    answers = at_once([*looks, *(submits(study, second) for study in students)])
    offer_places(group.pk, now=NOW)
    # Then nobody failed, everybody has a place, and nothing is held for anybody
    assert [one for one in answers if isinstance(one, Exception)] == []
    assert Registration.objects.filter(state="registered").count() == 8
    assert set(WaitingEntry.objects.values_list("state", flat=True)) == {"placed"}
    assert held(group) == (0, 0, 0)

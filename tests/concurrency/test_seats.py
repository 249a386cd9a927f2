"""Seats on a real PostgreSQL, with sessions of their own: never sold twice, whoever comes and however they come."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests import world
from tests.concurrency.at_once import at_once
from tests.concurrency.sessions import own_session

from registrar.areas.platform import idempotency
from registrar.areas.platform.reading import Question
from registrar.areas.registration.actions.change_group import change_group
from registrar.areas.registration.actions.submit_basket import BasketOutcome, Choice, submit_basket
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.studies.models import Study

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
NOW = world.at("2024-09-03 10:00")
RIVALS = 16


def rivals(count: int = RIVALS) -> list[Study]:
    """Make students who all want the same."""
    return [world.study(f"2400{number:04d}D") for number in range(count)]


def taught(code: str, quota: int) -> SubjectGroup:
    """Make a group of a subject of everybody's programme."""
    subject = world.subject(code)
    world.compulsory(world.programme(), subject)
    return world.group(subject, quota=quota)


def submits(study: Study, *groups: SubjectGroup, all_or_nothing: bool = False) -> Callable[[], BasketOutcome]:
    """Return the work of submitting a basket."""
    choices = [Choice(group.pk) for group in groups]
    actor = study.student
    return lambda: submit_basket(study.pk, choices, all_or_nothing=all_or_nothing, actor=actor, now=NOW)


def seats(group: SubjectGroup) -> tuple[int, int]:
    """Return the places as counted on the group, and as counted from the registrations."""
    taken = SubjectGroup.objects.get(pk=group.pk).seats_taken
    return taken, Registration.objects.filter(group=group, state="registered").count()


def test_the_last_seat_is_sold_once() -> None:
    # Given one place and sixteen students
    group, students = taught("COMP1011", quota=1), rivals()
    # When all submit at the same moment
    outcomes = at_once([submits(study, group) for study in students])
    # Then one has it, and fifteen are refused with the clause
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert sum(len(outcome.registered) for outcome in outcomes) == 1
    refused = [outcome.lines[0].decision for outcome in outcomes if not outcome.registered]
    assert {str(finding.clause) for decision in refused for finding in decision.refusals} == {"polyu-2024-25:5A-05"}
    assert seats(group) == (1, 1)


def test_places_are_sold_to_the_last_and_not_beyond() -> None:
    # Given five places and sixteen students
    group, students = taught("COMP1011", quota=5), rivals()
    # When all submit at the same moment
    outcomes = at_once([submits(study, group) for study in students])
    # Then exactly five have one
    assert sum(len(outcome.registered) for outcome in outcomes) == 5
    assert seats(group) == (5, 5)


def test_a_basket_of_all_or_nothing_holds_no_seat_when_it_fails() -> None:
    # Given one place in one group and plenty in another
    scarce, plenty, students = taught("COMP1011", quota=1), taught("COMP1012", quota=100), rivals(8)
    # When everybody wants both or none
    outcomes = at_once([submits(study, scarce, plenty, all_or_nothing=True) for study in students])
    # Then one has both and nobody has one of them
    assert sum(outcome.written for outcome in outcomes) == 1
    assert seats(scarce) == (1, 1)
    assert seats(plenty) == (1, 1)


def test_baskets_in_opposite_order_do_not_wait_for_each_other_for_ever() -> None:
    # Given two groups, and students who name them in either order
    one, two, students = taught("COMP1011", quota=100), taught("COMP1012", quota=100), rivals()
    # When all submit at the same moment
    outcomes = at_once(
        [submits(study, *((one, two) if place % 2 else (two, one))) for place, study in enumerate(students)]
    )
    # Then nobody met a deadlock and everybody has both
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert seats(one) == seats(two) == (RIVALS, RIVALS)


def test_changing_groups_crosswise_does_not_deadlock_or_oversell() -> None:
    # Given two full groups of a subject, each with one place more, and eight students in each
    subject = world.subject("COMP1011")
    world.compulsory(world.programme(), subject)
    one, two = world.group(subject, quota=9, code="1001"), world.group(subject, quota=9, code="1002")
    students = rivals()
    rows = [world.register(study, one if place < 8 else two) for place, study in enumerate(students)]
    # When all of them want into the other one
    outcomes = at_once(
        [
            lambda row=row: change_group(row.pk, (two if row.group_id == one.pk else one).pk, actor=None, now=NOW)
            for row in rows
        ]
    )
    # Then nobody failed, and no group holds more than its places
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert seats(one)[0] + seats(two)[0] == RIVALS
    assert max(seats(one)[0], seats(two)[0]) <= 9
    assert seats(one)[0] == seats(one)[1]


def test_a_form_sent_twice_registers_once() -> None:
    # Given a student who presses the button eight times
    group, study = taught("COMP1011", quota=10), rivals(1)[0]
    key, work = uuid.uuid4(), submits(study, group)

    def press() -> dict[str, Any]:
        def once() -> dict[str, Any]:
            return {"decisions": [line.decision_id for line in work().lines]}

        return idempotency.once(key, actor=study.student, action="submit_basket", now=NOW, work=once)

    # When all presses arrive at the same moment
    answers = at_once([press] * 8)
    # Then there is one registration, and every press got the same answer
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert len({str(answer) for answer in answers}) == 1
    assert seats(group) == (1, 1)


def test_one_student_in_two_windows_gets_the_subject_once() -> None:
    # Given two groups of one subject and a student with two browsers
    first, study = taught("COMP1011", quota=10), rivals(1)[0]
    second = world.group(first.offering.subject, code="1002", quota=10)
    # When each browser submits another group
    outcomes = at_once([submits(study, first), submits(study, second)])
    # Then one of them got through
    assert sorted(len(outcome.registered) for outcome in outcomes) == [0, 1]
    assert Registration.objects.filter(state="registered").count() == 1


def test_a_lost_race_is_a_refusal_and_not_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given one place, and an action that has forgotten its lock
    nothing = Question("SELECT 1", [])
    monkeypatch.setattr("registrar.areas.registration.facts.picture.holding", lambda wanted: nothing)
    group, students = taught("COMP1011", quota=1), rivals(2)
    # When two submit at the same moment
    outcomes = at_once([submits(study, group) for study in students])
    # Then the table keeps the place from being sold twice, and the loser gets an answer with its clause
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert sorted(len(outcome.registered) for outcome in outcomes) == [0, 1]
    assert seats(group) == (1, 1)


def test_a_write_round_the_action_is_refused_by_the_table() -> None:
    # Given a full group
    group, students = taught("COMP1011", quota=1), rivals(2)
    world.register(students[0], group)
    # When a program writes straight into the table
    insert = (
        "INSERT INTO registration_registration (study_id, offering_id, group_id, state, kind, category, credits,"
        " registered_at) VALUES (%s, %s, %s, 'registered', 'normal', 'compulsory', 3, now())"
    )
    with (
        pytest.raises(IntegrityError, match="never_oversold"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [students[1].pk, group.offering_id, group.pk])
    # Then nothing was written, and the count can't be set wrong either
    assert seats(group) == (1, 1)
    with pytest.raises(IntegrityError, match="never_oversold"), transaction.atomic():
        SubjectGroup.objects.filter(pk=group.pk).update(seats_taken=2)


def test_two_live_registrations_of_one_offering_are_refused_by_the_table() -> None:
    # Given a registered subject
    group, study = taught("COMP1011", quota=5), rivals(1)[0]
    row = world.register(study, group)
    # When a second one is written past the action
    with pytest.raises(IntegrityError, match="one_live_registration"), transaction.atomic():
        world.register(study, group)
    # Then there is one, and after it ended there can be another
    Registration.objects.filter(pk=row.pk).update(state="dropped", ended_at=NOW)
    world.register(study, group)
    assert seats(group) == (1, 1)


@contextmanager
def unguarded_copy(quota: int) -> Iterator[str]:
    """Make a copy of the two tables without trigger and constraint; yield the prefix of their names."""
    prefix = f"scratch_{uuid.uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {prefix}_group (id int PRIMARY KEY, quota int, seats_taken int)")
        cursor.execute(f"CREATE TABLE {prefix}_registration (group_id int, student int)")
        cursor.execute(f"INSERT INTO {prefix}_group VALUES (1, %s, 0)", [quota])  # noqa: S608
    try:
        yield prefix
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {prefix}_group, {prefix}_registration")


def check_then_act(prefix: str, student: int, lock: bool, looked: threading.Barrier) -> bool:
    """Look whether a place is free and take it; with or without the row lock that makes the two one."""
    with own_session() as session, session.cursor() as cursor:
        ending = " FOR NO KEY UPDATE" if lock else ""
        cursor.execute(f"SELECT quota > seats_taken FROM {prefix}_group WHERE id = 1{ending}")  # noqa: S608
        (free,) = cursor.fetchone() or (False,)
        if not lock:
            # Everybody has looked before anybody acts: the worst moment, which comes by itself under load.
            looked.wait(timeout=20)
        if free:
            cursor.execute(f"INSERT INTO {prefix}_registration VALUES (1, %s)", [student])  # noqa: S608
            cursor.execute(f"UPDATE {prefix}_group SET seats_taken = seats_taken + 1 WHERE id = 1")  # noqa: S608
        return bool(free)


@pytest.mark.parametrize(("lock", "sold"), [(False, RIVALS), (True, 1)], ids=["without the lock", "with the lock"])
def test_the_race_is_real(lock: bool, sold: int) -> None:
    # Given a copy of the tables in which nothing guards the one place, and sixteen sessions
    barrier = threading.Barrier(RIVALS)
    with unguarded_copy(quota=1) as prefix:
        # When all look and then act
        at_once([lambda student=student: check_then_act(prefix, student, lock, barrier) for student in range(RIVALS)])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {prefix}_registration")  # noqa: S608
            count = cursor.fetchone()[0]
    # Then without the lock everybody has the same seat; the lock alone, with nothing else changed, sells it once
    assert count == sold

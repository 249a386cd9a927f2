"""Joining and leaving waiting lists."""

import pytest
from tests import world

from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.accept_offer import accept_offer
from registrar.areas.registration.actions.leave_waiting_list import leave_waiting_list
from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.models import Registration, WaitingEntry
from registrar.areas.registration.tests.actions.test_submit_basket import meets, taught
from registrar.areas.registration.tests.queues import (
    NOW,
    counts,
    free_one,
    full,
    join,
    keys,
    offered_past_quota,
    state,
    waits,
)

pytestmark = pytest.mark.django_db


def test_joining_keeps_the_class_of_need_with_its_decision() -> None:
    # Given a full group of a subject that is compulsory in the student's first semester
    group, study = full(), world.study()
    # When the student joins
    outcome = join(study, group)
    # Then they stand in the second class (compulsory and due), and both decisions are on record
    assert outcome.decision.allowed
    entry = WaitingEntry.objects.get()
    assert (entry.pk, entry.study, entry.state, entry.need_class, entry.joined_at) == (
        outcome.entry_id, study, "waiting", 2, NOW,
    )  # fmt: skip
    assert entry.decision.rule == "registration.need_class"
    assert entry.decision.body["result"]["name"] == "compulsory_due"
    assert StoredDecision.objects.get(pk=outcome.decision_id).rule == "registration.join_waiting_list"
    assert counts(group) == (1, 0, 1)


def test_final_years_and_retakes_stand_in_their_classes() -> None:
    # Given a final-year student, and one who failed the subject and takes an elective again
    group = full()
    final = world.study("21000001D", cohort="2021/22", stage=4)
    again = world.study("24000002D", programme=world.programme("61999"))
    elective = world.programme("61999")
    elective.curriculum.create(subject=group.offering.subject, category="elective", stage=1, semester="")
    world.result(again, group.offering.subject, world.term("2023/24-S2", "2024-01-15"), "F", "0.0")
    # When both join
    join(final, group)
    join(again, group)
    # Then the classes are those of the published order
    assert list(WaitingEntry.objects.order_by("pk").values_list("study_id", "need_class")) == [
        (final.pk, 1),
        (again.pk, 3),
    ]


def test_what_could_not_be_taken_anyway_is_not_waited_for() -> None:
    # Given a full group whose pre-requisite the student hasn't passed
    group, study = full(), world.study()
    group.offering.subject.requisites.create(kind="prerequisite", other=world.subject("COMP1000"))
    # When they join
    outcome = join(study, group)
    # Then they are refused with the clause, and nothing but the decision is written
    assert keys(outcome.decision) == {"registration.requisite.not_passed"}
    assert outcome.entry_id is None
    assert not WaitingEntry.objects.exists()
    assert StoredDecision.objects.get().refusing == ["polyu-2024-25:5A-01"]
    assert counts(group) == (1, 0, 0)


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2024-07-01 10:00", "registration.window.not_yet"),
        ("2024-08-20 10:00", None),
        ("2024-09-15 23:59", None),
        ("2024-09-16 00:00", "registration.window.over"),
    ],
)
def test_lists_are_open_from_registration_to_the_end_of_add_drop(now, key) -> None:
    group, study = full(), world.study()
    outcome = join(study, group, world.at(now))
    assert keys(outcome.decision) == ({key} if key else set())
    assert WaitingEntry.objects.exists() == (key is None)


def test_a_clash_and_too_many_credits_are_told_and_do_not_refuse() -> None:
    # Given 21 credits, one of them at the time of a full group
    group, study = full(), world.study()
    meets(group, 1, "09:30", "11:20")
    for number in range(2, 9):
        other = taught(f"COMP201{number}")
        world.register(study, other)
    meets(other, 1, "10:30", "12:20")
    # When they join
    outcome = join(study, group)
    # Then they wait, and know for what they have to make room
    assert outcome.decision.allowed
    warned = {finding.message.key for finding in outcome.decision.warnings}
    assert {"registration.clash.day_1", "registration.ceiling.exceeded"} <= warned


def test_nobody_waits_for_a_free_place_or_twice_or_in_too_many_lists() -> None:
    # Given a group with a place, a student in five lists, and one in the list already
    free, group = taught("COMP1012"), full()
    busy, twice = world.study("24000001D"), world.study("24000002D")
    for number in range(5):
        waits(busy, taught(f"COMP301{number}", quota=0))
    waits(twice, group)
    # When each joins
    answers = [join(twice, free), join(busy, group), join(twice, group)]
    # Then each is told why not, and no entry is added
    assert [keys(one.decision) for one in answers] == [
        {"registration.list.free"},
        {"registration.list.too_many"},
        {"registration.list.waiting_already"},
    ]
    assert WaitingEntry.objects.count() == 6


def test_whoever_is_in_another_group_may_wait_to_change() -> None:
    # Given a student in one group of the subject, and another that is full
    group, study = full(), world.study()
    second = world.group(group.offering.subject, code="1002")
    world.register(study, second, when="2024-09-02 09:00")
    # When they join, and a place becomes free
    entry = WaitingEntry.objects.get(pk=join(study, group).entry_id)
    assert entry.need_class == 6
    free_one(group)
    offer_places(group.pk, now=NOW)
    # Then they stood behind those who have no place; it is offered, and taking it moves them
    assert state(entry) == "offered"
    outcome = accept_offer(entry.pk, actor=study.student, now=NOW)
    assert outcome.decision.rule == "registration.change_group"
    assert outcome.decision.allowed
    assert Registration.objects.get(study=study, state="registered").group == group
    assert state(entry) == "accepted"
    assert counts(group) == (1, 0, 0)


def test_leaving_ends_waiting_and_only_that() -> None:
    # Given one who waits and one with an offer
    group = full()
    one, two = waits(world.study(), group), offered_past_quota(group)
    # When both leave
    left = [leave_waiting_list(entry.pk, now=NOW) for entry in (one, two)]
    # Then the offer stands
    assert left == [True, False]
    assert (state(one), state(two)) == ("left", "offered")
    assert counts(group) == (1, 1, 0)

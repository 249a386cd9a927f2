"""Registering a basket."""

from datetime import time

import pytest
from django.db import transaction
from tests import world

from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.picture import UnknownGroups, UnknownStudy
from registrar.areas.registration.models import Meeting, Offering, Registration, SubjectGroup
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")
# Two locks, six reads, the keys of the decisions, the decisions, the registrations; in two journeys on the morning.
STATEMENTS = 4


def meets(group: SubjectGroup, weekday: int, starts: str, ends: str, weeks: range = range(1, 14)) -> None:
    Meeting.objects.create(
        group=group,
        weekday=weekday,
        starts_at=time.fromisoformat(starts),
        ends_at=time.fromisoformat(ends),
        weeks=list(weeks),
    )


def taught(code: str, **fields: object) -> SubjectGroup:
    subject = world.subject(code)
    world.compulsory(world.programme(), subject)
    return world.group(subject, **fields)


def submit(study, *groups, all_or_nothing=False, now=NOW, **fields):
    choices = [Choice(group.pk) for group in groups]
    return submit_basket(study.pk, choices, all_or_nothing=all_or_nothing, actor=study.student, now=now, **fields)


def refusing(line) -> set[str]:
    return {str(finding.clause) for finding in line.decision.refusals}


def test_a_basket_is_registered() -> None:
    # Given an enrolled student and two groups with free places
    study, one, two = world.study(), taught("COMP1011"), taught("COMP1012")
    # When both are submitted
    outcome = submit(study, one, two)
    # Then both are registered, each with its decision, and the places are counted
    assert outcome.written
    assert [line.decision.outcome.value for line in outcome.lines] == ["ALLOWED", "ALLOWED"]
    rows = Registration.objects.filter(study=study).order_by("pk")
    assert [(row.group_id, row.kind, row.category, row.credits, row.state) for row in rows] == [
        (one.pk, "normal", "compulsory", 3, "registered"),
        (two.pk, "normal", "compulsory", 3, "registered"),
    ]
    assert [row.decision_id for row in rows] == [line.decision_id for line in outcome.lines]
    one.refresh_from_db()
    assert one.seats_taken == 1


def test_every_choice_has_a_stored_decision_refused_ones_too() -> None:
    # Given a full group beside one with room
    study, free, full = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    # When both are submitted, as many as possible
    outcome = submit(study, free, full)
    # Then one is registered and the other's refusal is on record, with its clause
    assert [line.registration_id is not None for line in outcome.lines] == [True, False]
    stored = StoredDecision.objects.get(pk=outcome.lines[1].decision_id)
    assert (stored.rule, stored.outcome, stored.subject) == ("registration.add_subject", "REFUSED", f"study:{study.pk}")
    assert stored.refusing == ["polyu-2024-25:5A-05"]
    assert stored.body["facts"]["seat"]["quota"] == 0


def test_all_or_nothing_writes_nothing_when_one_is_refused() -> None:
    # Given a full group beside one with room
    study, free, full = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    # When both are submitted, all or nothing
    outcome = submit(study, free, full, all_or_nothing=True)
    # Then nothing is registered, and both decisions are kept
    assert not outcome.written
    assert outcome.registered == ()
    assert Registration.objects.count() == 0
    free.refresh_from_db()
    assert free.seats_taken == 0
    assert StoredDecision.objects.count() == 2


def test_the_basket_itself_counts_towards_the_ceiling() -> None:
    # Given eight groups of three credits
    study = world.study()
    groups = [taught(f"COMP10{number}") for number in range(11, 19)]
    # When all are submitted
    outcome = submit(study, *groups)
    # Then seven fit under 21 credits and the eighth is refused by the ceiling's clause
    assert [line.decision.allowed for line in outcome.lines] == [True] * 7 + [False]
    assert refusing(outcome.lines[7]) == {"polyu-2024-25:5A-03"}
    assert outcome.lines[7].decision.result["credits"] == 24


def test_groups_of_one_basket_clash_with_each_other() -> None:
    # Given two groups that meet on Monday mornings
    study, one, two = world.study(), taught("COMP1011"), taught("COMP1012")
    meets(one, 1, "09:30", "11:20")
    meets(two, 1, "10:30", "12:20")
    # When both are submitted
    outcome = submit(study, one, two)
    # Then the second is refused
    assert [line.decision.allowed for line in outcome.lines] == [True, False]
    assert outcome.lines[1].decision.refusals[0].message.key == "registration.clash.day_1"


def test_a_corequisite_may_stand_later_in_the_basket() -> None:
    # Given a subject with a co-requisite, and the co-requisite after it in the basket
    study, one, two = world.study(), taught("COMP1011"), taught("COMP1012")
    one.offering.subject.requisites.create(kind="corequisite", other=two.offering.subject)
    # When both are submitted
    outcome = submit(study, one, two)
    # Then both are registered
    assert [line.decision.allowed for line in outcome.lines] == [True, True]


def test_nothing_rests_on_a_refused_corequisite() -> None:
    # Given the same, but the co-requisite's group is full
    study, one, two = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    one.offering.subject.requisites.create(kind="corequisite", other=two.offering.subject)
    # When both are submitted
    outcome = submit(study, one, two)
    # Then neither is registered
    assert [line.decision.allowed for line in outcome.lines] == [False, False]
    assert refusing(outcome.lines[0]) == {"polyu-2024-25:5A-01"}
    assert Registration.objects.count() == 0


def test_a_failed_subject_is_registered_as_a_retake() -> None:
    # Given a fail in an earlier term
    study, group = world.study(cohort="2023/24"), taught("COMP1011")
    world.result(study, group.offering.subject, world.term("2023/24-S2", "2024-01-15"), "F", "0.0")
    # When it is submitted again
    outcome = submit(study, group)
    # Then it is a retake
    assert outcome.lines[0].decision.allowed
    assert Registration.objects.get().kind == "retake"


def test_a_passed_subject_is_refused() -> None:
    # Given a pass in an earlier term
    study, group = world.study(cohort="2023/24"), taught("COMP1011")
    world.result(study, group.offering.subject, world.term("2023/24-S2", "2024-01-15"), "C", "2.0")
    # When it is submitted again
    outcome = submit(study, group)
    # Then only failed subjects may be retaken
    assert refusing(outcome.lines[0]) == {"polyu-2024-25:5C-01"}
    assert Registration.objects.count() == 0


def test_the_second_retake_is_entered_by_the_department_from_its_form() -> None:
    # Given two fails and form AR160 approved for the term
    study, group = world.study(cohort="2023/24"), taught("COMP1011")
    subject = group.offering.subject
    world.result(study, subject, world.term("2023/24-S1", "2023-09-04"), "F", "0.0")
    world.result(study, subject, world.term("2023/24-S2", "2024-01-15"), "F", "0.0", attempt=2)
    Approval.objects.create(
        study=study, kind="second_retake", form="AR160", term=world.term(), subject=subject,
        granted_by=study.student, granted_at=world.at("2024-09-02 09:00"),
    )  # fmt: skip
    # When the student tries, and then the department
    by_student, by_department = submit(study, group), submit(study, group, by_department=True)
    # Then only the department gets through
    assert refusing(by_student.lines[0]) == {"polyu-2024-25:5C-05"}
    assert by_department.lines[0].decision.allowed
    assert Registration.objects.get().kind == "retake"


def test_outside_the_window_nothing_is_registered() -> None:
    # Given the day after add/drop
    study, group = world.study(), taught("COMP1011")
    # When a subject is submitted
    outcome = submit(study, group, now=world.at("2024-09-16 00:00"))
    # Then the window's clause refuses it
    assert refusing(outcome.lines[0]) == {"polyu-2024-25:5E-01"}
    assert Registration.objects.count() == 0


def test_a_cancelled_offering_is_refused() -> None:
    # Given a cancelled offering
    study, group = world.study(), taught("COMP1011")
    Offering.objects.update(state="cancelled")
    # When it is submitted
    outcome = submit(study, group)
    # Then it is refused
    assert refusing(outcome.lines[0]) == {"polyu-2024-25:5A-10"}


def test_the_same_subject_is_registered_once() -> None:
    # Given a registered subject with a second group
    study, group = world.study(), taught("COMP1011")
    other = world.group(group.offering.subject, code="1002")
    submit(study, group)
    # When the other group is submitted
    outcome = submit(study, other)
    # Then it is refused and the first stays
    assert refusing(outcome.lines[0]) == {"polyu-2024-25:5A-01"}
    assert Registration.objects.get().group == group


def test_a_forged_group_is_refused_whole() -> None:
    # Given a group that doesn't exist beside one that does
    study, group = world.study(), taught("COMP1011")
    # When both are submitted
    with pytest.raises(UnknownGroups), transaction.atomic():
        submit_basket(study.pk, [Choice(group.pk), Choice(999_999)], all_or_nothing=False, actor=None, now=NOW)
    # Then nothing happened
    assert Registration.objects.count() == StoredDecision.objects.count() == 0


def test_a_study_that_does_not_exist_is_an_error() -> None:
    group = taught("COMP1011")
    with pytest.raises(UnknownStudy):
        submit_basket(999_999, [Choice(group.pk)], all_or_nothing=False, actor=None, now=NOW)


@pytest.mark.parametrize("size", [1, 5])
def test_the_number_of_statements_does_not_grow(size: int, django_assert_num_queries) -> None:
    # Given a basket of one, and of five
    study = world.study()
    groups = [taught(f"COMP10{number}") for number in range(11, 11 + size)]
    # Then both take the same statements
    with django_assert_num_queries(STATEMENTS):
        submit(study, *groups)

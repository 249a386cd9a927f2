"""Dropping, changing groups, cancelling, assigning and removing."""

import pytest
from tests import world

from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.assign_subjects import assign_subjects
from registrar.areas.registration.actions.cancel_offering import cancel_offering
from registrar.areas.registration.actions.change_group import change_group
from registrar.areas.registration.actions.drop_subject import drop_subject
from registrar.areas.registration.actions.list_light_loads import list_light_loads
from registrar.areas.registration.actions.preview_basket import preview_basket
from registrar.areas.registration.actions.remove_unqualified import remove_unqualified
from registrar.areas.registration.actions.set_quota import set_quota
from registrar.areas.registration.facts.picture import UnknownGroups
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-10 10:00")


def allow(study, kind: str, **fields) -> None:
    Approval.objects.create(study=study, kind=kind, granted_by=study.student, granted_at=NOW, **fields)


def test_a_subject_is_dropped_and_its_place_is_free_again() -> None:
    # Given four subjects
    study = world.study()
    rows = [world.register(study, taught(f"COMP10{number}")) for number in range(11, 15)]
    # When one is dropped
    outcome = drop_subject(rows[0].pk, actor=study.student, now=NOW)
    # Then it has ended with its decision, and the place is free
    assert outcome.decision.allowed
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].ended_at, rows[0].decision_id) == ("dropped", NOW, outcome.decision_id)
    assert SubjectGroup.objects.get(pk=rows[0].group_id).seats_taken == 0


def test_the_last_subject_is_not_dropped_by_a_click() -> None:
    # Given one subject
    study = world.study()
    row = world.register(study, taught("COMP1011"))
    # When it is to be dropped
    outcome = drop_subject(row.pk, actor=study.student, now=NOW)
    # Then it stays, and the clause is stored
    assert not outcome.decision.allowed
    row.refresh_from_db()
    assert row.state == "registered"
    assert StoredDecision.objects.get().refusing == ["polyu-2024-25:5E-02"]


def test_a_drop_below_nine_credits_needs_the_form() -> None:
    # Given nine credits
    study = world.study()
    rows = [world.register(study, taught(f"COMP10{number}")) for number in range(11, 14)]
    # When one subject is dropped without and with AR121
    before = drop_subject(rows[0].pk, actor=study.student, now=NOW)
    allow(study, "light_load", form="AR121", term=world.term())
    after = drop_subject(rows[0].pk, actor=study.student, now=NOW)
    # Then only the approved one goes through
    assert [str(finding.clause) for finding in before.decision.refusals] == ["polyu-2024-25:4K-03"]
    assert after.decision.allowed
    assert Registration.objects.filter(state="registered").count() == 2


def test_an_assigned_subject_needs_the_departments_approval() -> None:
    # Given an assigned subject among four
    study = world.study()
    rows = [world.register(study, taught(f"COMP10{number}")) for number in range(11, 14)]
    assigned = world.register(study, taught("COMP1014"), kind="assigned")
    # When the student drops it, and when the department does
    by_student = drop_subject(assigned.pk, actor=study.student, now=NOW)
    by_department = drop_subject(assigned.pk, actor=study.student, now=NOW, by_department=True)
    # Then only the department gets through
    assert [str(finding.clause) for finding in by_student.decision.refusals] == ["polyu-2024-25:5A-06"]
    assert by_department.decision.allowed
    assert len(rows) == Registration.objects.filter(state="registered").count()


def test_dropping_twice_is_refused_the_second_time() -> None:
    # Given a dropped subject among four
    study = world.study()
    rows = [world.register(study, taught(f"COMP10{number}")) for number in range(11, 15)]
    drop_subject(rows[0].pk, actor=study.student, now=NOW)
    # When it is dropped again from a stale page
    outcome = drop_subject(rows[0].pk, actor=study.student, now=NOW)
    # Then the answer says so and nothing else is lost
    assert outcome.decision.refusals[0].message.key == "registration.drop.not_registered"
    assert Registration.objects.filter(state="registered").count() == 3


def test_the_group_is_changed_where_there_is_room() -> None:
    # Given a subject with a second group
    study, first = world.study(), taught("COMP1011")
    second = world.group(first.offering.subject, code="1002", quota=1)
    row = world.register(study, first)
    # When the student moves
    outcome = change_group(row.pk, second.pk, actor=study.student, now=NOW)
    # Then one place is free and one is taken
    assert outcome.decision.allowed
    assert [SubjectGroup.objects.get(pk=key.pk).seats_taken for key in (first, second)] == [0, 1]


def test_a_full_group_stays_full() -> None:
    # Given a second group without places
    study, first = world.study(), taught("COMP1011")
    second = world.group(first.offering.subject, code="1002", quota=0)
    row = world.register(study, first)
    # When the student wants to move
    outcome = change_group(row.pk, second.pk, actor=study.student, now=NOW)
    # Then the old place is kept
    assert outcome.decision.refusals[0].message.key == "registration.seat.full"
    row.refresh_from_db()
    assert row.group_id == first.pk


def test_a_group_of_another_subject_is_no_change_of_group() -> None:
    study, first, other = world.study(), taught("COMP1011"), taught("COMP1012")
    row = world.register(study, first)
    with pytest.raises(UnknownGroups):
        change_group(row.pk, other.pk, actor=study.student, now=NOW)


def test_a_preview_writes_nothing_and_says_the_same() -> None:
    # Given a full group beside one with room
    study, free, full = world.study(), taught("COMP1011"), taught("COMP1012", quota=0)
    # When the basket is looked at
    judged = preview_basket(study.pk, [free.pk, full.pk], now=NOW)
    # Then it says what submitting would do, and nothing is stored
    assert [one.decision.outcome.value for one in judged] == ["ALLOWED", "REFUSED"]
    assert Registration.objects.count() == StoredDecision.objects.count() == 0


def test_a_department_assigns_while_places_last(django_assert_num_queries) -> None:
    # Given three students and a group of two places
    group = taught("COMP1011", quota=2)
    studies = [world.study(f"2400000{number}D") for number in range(3)]
    # When it is assigned to all before registration opens
    outcome = assign_subjects({study.pk: [group.pk] for study in studies}, actor=None, now=world.at("2024-07-20 10:00"))
    # Then two have it, marked as assigned, and the third's refusal is told
    assert outcome.assigned == 2
    assert [key for key, _ in outcome.refused] == [studies[2].pk]
    assert set(Registration.objects.values_list("kind", flat=True)) == {"assigned"}
    # And doing it again changes nothing for those who have it
    assert assign_subjects({studies[0].pk: [group.pk]}, actor=None, now=NOW).assigned == 0


def test_assigning_takes_the_same_statements_for_many(django_assert_num_queries) -> None:
    group = taught("COMP1011", quota=50)
    studies = [world.study(f"240000{number:02}D") for number in range(12)]
    with django_assert_num_queries(8):
        assign_subjects({studies[0].pk: [group.pk]}, actor=None, now=NOW)
    with django_assert_num_queries(8):
        assign_subjects({study.pk: [group.pk] for study in studies[1:]}, actor=None, now=NOW)


def test_a_cancelled_offering_is_told_to_everybody_in_it(mailoutbox) -> None:
    # Given two students in an offering
    group = taught("COMP1011")
    studies = [world.study(f"2400000{number}D") for number in range(2)]
    for study in studies:
        world.register(study, group)
    # When it is cancelled, twice
    counts = [
        cancel_offering(group.offering_id, replacements=["COMP1012"], actor=None, now=NOW),
        cancel_offering(group.offering_id, replacements=["COMP1012"], actor=None, now=NOW),
    ]
    # Then both are out, and both hear of the replacement once
    assert counts == [2, 0]
    assert set(Registration.objects.values_list("state", flat=True)) == {"removed"}
    notices = Notice.objects.order_by("recipient_id")
    assert [notice.recipient_id for notice in notices] == [study.student_id for study in studies]
    assert "While add/drop is open you can take another subject instead, such as COMP1012." in notices[0].body_en
    assert "例如COMP1012" in notices[0].body_zh
    # And each removal rests on a decision (HB24-5A-10)
    decisions = StoredDecision.objects.filter(rule="registration.cancelled_subject")
    assert {row.decision_id for row in Registration.objects.all()} == {one.pk for one in decisions}
    assert [one.body["result"]["credits"] for one in decisions] == [0, 0]


def test_a_subject_cancelled_after_add_drop_is_replaced_by_the_department(mailoutbox) -> None:
    # Given a student with two subjects
    study, group = world.study(), taught("COMP1011")
    world.register(study, group)
    world.register(study, taught("COMP1012"))
    # When one is cancelled after add/drop has ended
    cancel_offering(group.offering_id, replacements=[], actor=None, now=world.at("2024-09-20 10:00"))
    # Then the other stays, and the letter leads to the department
    assert StoredDecision.objects.get().body["result"]["by_department"] is True
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["registered", "removed"]
    assert "it can add one for you" in Notice.objects.get().body_en


@pytest.mark.parametrize(("grade", "waived", "stays"), [("F", False, False), ("D", False, True), ("F", True, True)])
def test_follow_on_subjects_go_when_the_prerequisite_is_failed(grade: str, waived: bool, stays: bool) -> None:
    # Given B registered for Semester Two, its pre-requisite A finalised
    study, a, b = world.study(), world.subject("COMP1011"), world.subject("COMP1012")
    b.requisites.create(kind="prerequisite", other=a)
    world.result(study, a, world.term(), grade, "0.0" if grade == "F" else "1.0")
    coming = world.term("2024/25-S2", "2025-01-13")
    row = world.register(study, world.group(b, coming))
    if waived:
        allow(study, "prerequisite_waiver", subject=b, term=coming)
    # When results are final, twice
    now = world.at("2025-01-10 09:00")
    removed = [remove_unqualified(coming.pk, actor=None, now=now) for _ in range(2)]
    # Then B goes unless A was passed or waived, and the student hears of it once
    row.refresh_from_db()
    assert (row.state == "registered") is stays
    assert removed == ([0, 0] if stays else [1, 0])
    assert Notice.objects.count() == (0 if stays else 1)
    assert (row.decision_id is None) is stays


def test_light_loads_are_listed_once_add_drop_is_over() -> None:
    # Given six credits without, and six with AR121
    light, approved = world.study("24000001D"), world.study("24000002D")
    groups = [taught("COMP1011"), taught("COMP1012")]
    for study in (light, approved):
        for group in groups:
            world.register(study, group)
    allow(approved, "light_load", form="AR121", term=world.term())
    # When the day after add/drop comes, and the day after that
    first = list_light_loads(world.term(), actor=None, now=world.at("2024-09-16 01:20"))
    second = list_light_loads(world.term(), actor=None, now=world.at("2024-09-17 01:20"))
    # Then one is listed, once
    assert (first, second) == (1, 0)
    stored = StoredDecision.objects.get(rule="registration.light_load")
    assert (stored.subject, stored.outcome) == (f"study:{light.pk}", "NEEDS_APPROVAL")
    assert Notice.objects.get().recipient_id == light.student_id


def test_a_quota_never_falls_below_the_places_taken() -> None:
    # Given two places taken
    group = taught("COMP1011", quota=5)
    for number in range(2):
        world.register(world.study(f"2400000{number}D"), group)
    # When the quota is set to one, and to two
    refused, done = set_quota(group.pk, 1), set_quota(group.pk, 2)
    # Then the first is answered with the places taken
    assert (refused, done) == (2, None)
    group.refresh_from_db()
    assert group.quota == 2

"""Leaving a subject after add/drop."""

from datetime import date

import pytest
from tests import world

from registrar.areas.finance.models import DebitNote
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.file_withdrawal import file_withdrawal
from registrar.areas.registration.actions.give_opinion import NotAwaited, give_opinion
from registrar.areas.registration.actions.set_withdrawal_deadline import set_withdrawal_deadline
from registrar.areas.registration.actions.take_back_withdrawal import take_back_withdrawal
from registrar.areas.registration.models import Offering, Registration, WithdrawalRequest
from registrar.areas.registration.queries.withdrawals import awaiting
from registrar.areas.studies.models import SubjectResult

pytestmark = pytest.mark.django_db
NOW = world.at("2024-10-14 10:00")


@pytest.fixture
def row() -> Registration:
    group = world.group(world.subject("COMP1011"), teacher=world.user("teacher", "teacher"))
    return world.register(world.study(), group)


def ask(row, now=NOW):
    return file_withdrawal(row.pk, reason="Long illness", actor=row.study.student, now=now)


def opinion(row, step, agreed, words="", by="x"):
    request = WithdrawalRequest.objects.get(registration=row)
    actor = row.group.teacher if step == "subject_teacher" else world.user(by, "leader", department="COMP")
    return give_opinion(request.pk, step=step, agreed=agreed, words=words, actor=actor, now=NOW)


def seats(row) -> int:
    row.group.refresh_from_db()
    return row.group.seats_taken


def test_both_agree_and_the_subject_is_withdrawn(row) -> None:
    # Given a request in time with nothing left to pay
    filed = ask(row)
    assert filed.decision.outcome.value == "NEEDS_APPROVAL"
    request = WithdrawalRequest.objects.get()
    assert (request.state, request.awaiting) == ("open", "subject_teacher")
    assert list(awaiting(row.group.teacher)) == [request]
    # When the teacher agrees, then the Programme Leader
    first = opinion(row, "subject_teacher", True)
    assert (first.decision.outcome.value, first.decision.result["next"]) == ("NEEDS_APPROVAL", "programme_leader")
    row.refresh_from_db()
    assert row.state == "registered"
    last = opinion(row, "programme_leader", True)
    # Then the registration has ended, the subject is on record as withdrawn, and the student was told
    assert last.decision.allowed
    row.refresh_from_db()
    request.refresh_from_db()
    assert (row.state, row.ended_at, row.decision_id, seats(row)) == ("withdrawn", NOW, last.decision_id, 0)
    assert (request.state, request.awaiting, request.ended_at) == ("approved", "", NOW)
    result = SubjectResult.objects.get(study=row.study)
    assert (result.grade, result.origin, result.points, result.credits_earned) == ("W", "withdrawn", None, 0)
    assert result.released_on == date(2024, 10, 14)
    assert Notice.objects.get(kind="withdrawal_decided").recipient_id == row.study.student_id


def test_a_teacher_who_does_not_agree_ends_it(row) -> None:
    # Given a request / When the teacher refuses
    ask(row)
    outcome = opinion(row, "subject_teacher", False, "Only two weeks of classes are left.")
    # Then the student stays, and nothing is on record but the decision
    assert outcome.decision.outcome.value == "REFUSED"
    row.refresh_from_db()
    assert (row.state, seats(row)) == ("registered", 1)
    assert WithdrawalRequest.objects.get().state == "refused"
    assert not SubjectResult.objects.exists()
    # and nobody can decide it again
    with pytest.raises(NotAwaited):
        opinion(row, "programme_leader", True)


def test_the_leader_is_not_asked_before_the_teacher(row) -> None:
    ask(row)
    with pytest.raises(NotAwaited):
        opinion(row, "programme_leader", True)
    assert not WithdrawalRequest.objects.get().opinions.exists()


def test_unpaid_tuition_stands_in_the_way(row) -> None:
    # Given a bill of the term that is still to be paid
    bill_term(row.offering.term_id, actor=None, now=world.at("2024-08-20 10:00"))
    assert DebitNote.objects.get().state == "outstanding"
    # When asked / Then refused with the cure, stored, and nothing filed
    outcome = ask(row)
    assert [finding.message.key for finding in outcome.decision.refusals] == ["registration.withdrawal.tuition_owed"]
    assert StoredDecision.objects.get(rule="registration.subject_withdrawal").outcome == "REFUSED"
    assert not WithdrawalRequest.objects.exists()


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ("2024-09-10 10:00", "drop_instead"),
        ("2024-12-20 10:00", "late"),
    ],
)
def test_only_between_add_drop_and_the_examinations(row, day, key) -> None:
    outcome = ask(row, world.at(day))
    assert [finding.message.key for finding in outcome.decision.refusals] == [f"registration.withdrawal.{key}"]
    assert not WithdrawalRequest.objects.exists()


def test_asking_twice_files_one_request(row) -> None:
    first, second = ask(row), ask(row)
    assert first.decision_id == second.decision_id
    assert WithdrawalRequest.objects.count() == 1


def test_a_request_can_be_taken_back_until_it_is_decided(row) -> None:
    ask(row)
    request = WithdrawalRequest.objects.get()
    assert take_back_withdrawal(request.pk, now=NOW)
    assert not take_back_withdrawal(request.pk, now=NOW)
    with pytest.raises(NotAwaited):
        opinion(row, "subject_teacher", True)
    row.refresh_from_db()
    assert row.state == "registered"
    assert ask(row).decision.outcome.value == "NEEDS_APPROVAL", "and asked again"


def test_a_departments_deadline_is_before_the_examinations(row) -> None:
    # Given the offering's term / When a day within the examinations is set / Then refused, nothing changed
    offering, actor = row.offering, world.user("office", "department", department="COMP")
    late = set_withdrawal_deadline(offering.pk, offering.term.exams_from, actor=actor, now=NOW)
    assert [one.message.key for one in late.refusals] == ["registration.withdrawal.deadline_too_late"]
    assert Offering.objects.get(pk=offering.pk).withdraw_by is None
    # And a day before them binds
    set_withdrawal_deadline(offering.pk, date(2024, 10, 13), actor=actor, now=NOW)
    assert [one.message.key for one in ask(row).decision.refusals] == ["registration.withdrawal.late"]
    set_withdrawal_deadline(offering.pk, None, actor=actor, now=NOW)
    assert ask(row).decision.outcome.value == "NEEDS_APPROVAL"

"""Requests that can't be granted any more are closed once, kept with a decision, and told."""

import pytest
from tests import world

from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.close_requests import close_requests
from registrar.areas.registration.actions.file_request import file_request
from registrar.areas.registration.actions.file_withdrawal import file_withdrawal
from registrar.areas.registration.actions.give_opinion import NotAwaited, give_opinion
from registrar.areas.registration.actions.take_back_request import take_back_request
from registrar.areas.registration.models import Registration, SubjectRequest, WithdrawalRequest
from registrar.areas.registration.queries.unqualified import unqualified_of
from registrar.areas.registration.tests.actions.test_settle_subjects import LAST, LATE, NOW, removed_subject

pytestmark = pytest.mark.django_db


def test_a_request_to_the_department_ends_with_add_drop_and_only_once() -> None:
    # Given a request for special approval that the department never answered
    row = removed_subject()
    file_request(row.pk, kind="special_approval", reason="Passed it elsewhere", actor=None, now=NOW)
    before = StoredDecision.objects.count()
    # When the job runs on the last day of add/drop, then twice after it
    counts = [close_requests(now=when) for when in (LAST, LATE, LATE)]
    # Then it is closed by the first run after the end, with a decision that says why, and told once
    assert counts == [0, 1, 0]
    request = SubjectRequest.objects.get()
    assert (request.state, request.ended_at, request.given_by) == ("lapsed", LATE, None)
    assert request.decision.refusing == ["polyu-2024-25:5D-03"]
    assert StoredDecision.objects.count() == before + 1
    notice = Notice.objects.get()
    assert (notice.recipient_id, notice.kind) == (row.study.student_id, "request_lapsed")
    assert [one.standing for one in unqualified_of(row.study_id)] == ["lapsed"]
    row.refresh_from_db()
    assert row.state == "removed"


def test_what_was_taken_back_or_answered_stays_as_it_is() -> None:
    row = removed_subject()
    file_request(row.pk, kind="special_approval", reason="Passed it elsewhere", actor=None, now=NOW)
    take_back_request(SubjectRequest.objects.get().pk, now=NOW)
    assert close_requests(now=LATE) == 0
    assert SubjectRequest.objects.get().state == "taken_back"
    assert not Notice.objects.exists()


@pytest.fixture
def leaving() -> WithdrawalRequest:
    """A request to leave a subject, with the teacher; examinations begin on 5 December 2024."""
    group = world.group(world.subject("COMP1011"), teacher=world.user("teacher", "teacher"))
    row = world.register(world.study(), group)
    file_withdrawal(row.pk, reason="Long illness", actor=row.study.student, now=world.at("2024-10-14 10:00"))
    return WithdrawalRequest.objects.get()


def test_a_request_to_leave_a_subject_lives_until_the_examinations(leaving: WithdrawalRequest) -> None:
    eve, first = world.at("2024-12-04 23:00"), world.at("2024-12-05 00:08")
    assert leaving.registration.offering.term.exams_from.isoformat() == "2024-12-05"
    # When the job runs on the eve, and twice on the first day
    assert [close_requests(now=when) for when in (eve, first, first)] == [0, 1, 0]
    # Then it waits for nobody any more, and the student stays registered and is told
    leaving.refresh_from_db()
    assert (leaving.state, leaving.awaiting, leaving.ended_at) == ("lapsed", "", first)
    assert leaving.decision.refusing == ["polyu-2024-25:5G-02"]
    assert Registration.objects.get().state == "registered"
    assert Notice.objects.get().recipient_id == leaving.registration.study.student_id
    # And an opinion comes too late
    with pytest.raises(NotAwaited):
        give_opinion(leaving.pk, step="subject_teacher", agreed=True, words="", actor=None, now=first)


def test_a_request_ends_with_its_registration(leaving: WithdrawalRequest) -> None:
    now, before = world.at("2024-10-20 00:08"), leaving.decision_id
    Registration.objects.update(state="nullified", ended_at=now)
    assert [close_requests(now=now), close_requests(now=now)] == [1, 0]
    leaving.refresh_from_db()
    assert (leaving.state, leaving.decision_id) == ("lapsed", before)

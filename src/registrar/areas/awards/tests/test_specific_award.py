"""AR84c: in time or late, through the department to the board, and what approval changes."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.awards.actions.specific_award import (
    decide_form,
    file_specific_award,
    forward_specific_award,
    take_back_form,
    tell_overdue,
)
from registrar.areas.awards.models import SpecificAwardApplication
from registrar.areas.catalogue.models import Stream
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import Study
from registrar.kernel import Outcome

pytestmark = pytest.mark.django_db
TERM, INSIDE = "2024/25-S1", world.at("2024-11-20 10:00")
State = SpecificAwardApplication.State


@pytest.fixture
def study():
    """A student of an MSc scheme with an exit postgraduate diploma; teaching ends on 30 November 2024."""
    programme = world.programme("61999", level="taught_postgraduate")
    Stream.objects.create(programme=programme, code="MSC", title_en="MSc in Computing", title_zh="電子計算理學碩士")
    Stream.objects.create(programme=programme, code="PGD", title_en="PgD in Computing", title_zh="電子計算深造文憑")
    return world.study(programme=programme, stream="MSC")


@pytest.fixture
def officer():
    """Somebody of the department, and of the board."""
    return world.user("office1", "department", "board", department="COMP")


def filed(study, now=INSIDE):
    return file_specific_award(study.pk, TERM, "PGD", actor=study.student, now=now)


def test_in_time_it_goes_to_the_board_with_an_answer_in_three_weeks(study):
    # given, when (HB24-6K-01/1, HB24-6K-02/1)
    row = filed(study, world.at("2024-11-30 23:00")).application
    # then
    assert (row.late, row.deadline, row.reply_by) == (False, date(2024, 11, 30), date(2024, 12, 21))


def test_a_day_later_it_is_taken_and_flagged(study):
    # given, when (HB24-6K-02/2)
    done = filed(study, world.at("2024-12-01 00:01"))
    # then
    assert (done.decision.outcome, done.application.late) == (Outcome.ALLOWED, True)


def test_a_degree_student_is_pointed_to_the_portal(study):
    # given (HB24-6K-01/2)
    other = world.study("24000002D")
    # when
    done = filed(other)
    # then
    assert (done.decision.outcome, done.application) == (Outcome.NOT_APPLICABLE, None)
    assert not SpecificAwardApplication.objects.exists()


def test_approval_changes_the_stream_from_that_day_on(study, officer):
    # given (HB24-6K-03/1)
    row = filed(study).application
    forward_specific_award(row.pk, comment="Meets the diploma", actor=officer, now=INSIDE)
    # when
    decided = decide_form(row.pk, approved=True, answer="", actor=officer, now=world.at("2024-12-10 10:00"))
    # then
    assert (decided.state, decided.stream_before) == (State.APPROVED, "MSC")
    assert Study.objects.get(pk=study.pk).stream == "PGD"
    assert decided.decided_at.date() == date(2024, 12, 10)
    assert Notice.objects.filter(kind="award.form_decided", body_en__contains="PgD in Computing").count() == 1


def test_a_refusal_leaves_the_stream_and_is_mailed(study, officer):
    # given (HB24-6K-03/2)
    row = filed(study).application
    forward_specific_award(row.pk, comment="", actor=officer, now=INSIDE)
    # when
    decide_form(row.pk, approved=False, answer="Credits are missing", actor=officer, now=INSIDE)
    # then
    assert Study.objects.get(pk=study.pk).stream == "MSC"
    assert Notice.objects.filter(kind="award.form_decided", body_en__contains="Credits are missing").count() == 1


def test_the_board_decides_only_what_the_department_sent_on(study, officer):
    # given
    row = filed(study).application
    # when
    decided = decide_form(row.pk, approved=True, answer="", actor=officer, now=INSIDE)
    # then
    assert (decided.state, Study.objects.get(pk=study.pk).stream) == (State.FILED, "MSC")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecificAwardApplication.objects.update(state="approved", decided_by=officer, decided_at=INSIDE)


def test_an_overdue_answer_is_told_once(study):
    # given (HB24-6K-02/3)
    filed(study)
    # when
    told = [tell_overdue(now=world.at(f"2024-12-{day} 06:50")) for day in (21, 22, 23)]
    # then
    assert told == [0, 1, 0]
    assert Notice.objects.get(kind="award.form_overdue").recipient == study.student


def test_one_form_a_term_and_another_after_it_was_taken_back(study):
    # given
    row = filed(study).application
    assert filed(study).application == row
    # when
    take_back_form(row.pk, now=INSIDE)
    again = filed(study).application
    # then
    assert (again.pk != row.pk, SpecificAwardApplication.objects.count()) == (True, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        SpecificAwardApplication.objects.filter(pk=row.pk).delete()

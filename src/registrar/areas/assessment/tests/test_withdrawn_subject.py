"""A subject that was left after add/drop: no line on its grade sheet, a W on record, and no attempt."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.models import GradeEntry
from registrar.areas.registration.actions.file_withdrawal import file_withdrawal
from registrar.areas.registration.actions.give_opinion import give_opinion
from registrar.areas.registration.queries.withdrawals import requests_of
from registrar.areas.studies.actions.record_results import NewResult, record_results
from registrar.areas.studies.models import Study, SubjectResult
from registrar.areas.studies.queries.attempts_before import attempts_before

pytestmark = pytest.mark.django_db
NOW = world.at("2024-10-14 10:00")


def test_a_sheet_has_no_line_for_whoever_left() -> None:
    # Given an open sheet with a student's line
    row = world.register(world.study(), world.group(world.subject("COMP1011"), teacher=world.user("t", "teacher")))
    assert open_grade_sheets(row.offering.term_id) == 1
    # When the student leaves the subject and the sheets are brought up to date
    file_withdrawal(row.pk, reason="Long illness", actor=row.study.student, now=NOW)
    [request] = requests_of(row.study_id)
    leader = world.user("l", "leader", department="COMP")
    give_opinion(request.pk, step="subject_teacher", agreed=True, words="", actor=row.group.teacher, now=NOW)
    give_opinion(request.pk, step="programme_leader", agreed=True, words="", actor=leader, now=NOW)
    # Then the empty line is gone and none is added
    assert open_grade_sheets(row.offering.term_id) == 0
    assert not GradeEntry.objects.exists()


def results_page(who: Study) -> str:
    client = Client()
    client.force_login(who.student, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client.get(reverse("assessment:my_results")).content.decode()


def test_a_withdrawn_subject_is_shown_and_a_dropped_one_is_not() -> None:
    # Given a subject withdrawn from and one dropped within add/drop (HB24-5G-04/1, HB24-5G-04/2)
    who = world.study()
    world.result(who, world.subject("COMP1022"), world.term(), "W", None, origin="withdrawn", credits_earned=0)
    world.register(who, world.group(world.subject("COMP1033")), state="dropped", ended_at=NOW)
    # When the student looks at the results
    shown = results_page(who)
    # Then
    assert "COMP1022" in shown
    assert "COMP1033" not in shown


def test_a_withdrawn_subject_taken_again_is_no_retake() -> None:
    # Given a withdrawal in Semester One and the same subject a semester later (HB24-5G-04/3)
    who, what = world.study(), world.subject("COMP1022")
    autumn, spring = world.term("2023/24-S1", "2023-09-04"), world.term("2023/24-S2", "2024-01-15")
    world.result(who, what, autumn, "W", None, origin="withdrawn", credits_earned=0)
    # When its grade is put on record
    row = NewResult(who.pk, "curriculum", "B", Decimal("3.0"), failed=False, credits_earned=3)
    record_results(what, spring, [row], released_on=date(2024, 5, 30))
    # Then it is the first attempt, and the rules count no retake
    assert SubjectResult.objects.get(grade="B").attempt == 1
    assert attempts_before(who.pk, what.code, spring) == 0

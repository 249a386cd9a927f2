"""A subject that was left after add/drop has no line on its grade sheet."""

import pytest
from tests import world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.models import GradeEntry
from registrar.areas.registration.actions.file_withdrawal import file_withdrawal
from registrar.areas.registration.actions.give_opinion import give_opinion
from registrar.areas.registration.queries.withdrawals import requests_of

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

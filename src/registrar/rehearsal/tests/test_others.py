"""The others act, and leave to the named accounts what is theirs."""

import pytest
from tests import world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.tests.books import NOW, note
from registrar.rehearsal.others import let_the_others_act

pytestmark = pytest.mark.django_db


def test_the_named_student_and_teacher_are_left_to_themselves():
    # given two notes and two sheets, one each of a named account
    mine, other = world.study("24000001D"), world.study("24000002D")
    note(mine)
    note(other)
    teacher = world.user("teacher", "teacher")
    for code, who in (("COMP1011", teacher), ("COMP1022", None)):
        world.register(other, world.group(world.subject(code), teacher=who))
    open_grade_sheets("2024/25-S1")
    # when the others act
    done = let_the_others_act("2024/25-S1", now=NOW, but=("24000001d", "teacher"))
    # then the named ones' note and sheet are as they were
    assert DebitNote.objects.get(study=mine).state == "outstanding"
    assert GradeSheet.objects.get(offering__subject_id="COMP1011").stage == "open"
    assert GradeSheet.objects.get(offering__subject_id="COMP1022").stage == "final"
    assert (done["grade sheets"], done["paid"] + done["left unpaid"]) == (1, 1)

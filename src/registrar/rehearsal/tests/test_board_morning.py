"""The morning of the boards, ready to be played."""

from datetime import date

import pytest
from tests import boards, world

from registrar.areas.assessment.actions.set_panel import set_panel
from registrar.areas.assessment.models import GradeSheet, Meeting
from registrar.areas.assessment.tests.marking import NOW
from registrar.areas.platform import clock
from registrar.areas.studies.models import SubjectResult
from registrar.rehearsal.board_morning import LEFT_OPEN, prepare_boards

pytestmark = pytest.mark.django_db
TERM = "2024/25-S1"


@pytest.mark.parametrize("panel", [True, False])
def test_a_department_with_a_panel_of_its_own_comes_before_its_board_too(panel):
    # given two students, one subject each (one sheet in so many is left with its teacher); their panel meets days after
    # the examinations, or there is none
    term = world.term()
    for number in (1, 2):
        who = world.study(f"2400000{number}D")
        world.register(who, world.group(world.subject(f"COMP101{number}"), term))
    type(term).objects.update(board_meets_on=date(2025, 1, 17))
    boards.seated()
    if panel:
        set_panel("COMP", TERM, meets_on=date(2025, 1, 6), members=[], actor=None, now=NOW)
    # when
    done = prepare_boards(TERM)
    # then the grades are settled and the board has somebody to decide on
    settled = [sheet for sheet in GradeSheet.objects.all() if sheet.pk % LEFT_OPEN]
    assert {sheet.stage for sheet in settled} == {"final"}
    decidable = done.get("progressing", 0) + done.get("probation", 0)
    assert SubjectResult.objects.count() == decidable == len(settled) > 0
    assert done["meetings called"] == Meeting.objects.count() == 1
    assert clock.now().replace(second=0, microsecond=0) == world.at("2025-01-17 09:00")

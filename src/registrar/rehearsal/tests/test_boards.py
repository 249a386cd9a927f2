"""The boards of a rehearsed term."""

import pytest
from tests import boards

from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import Meeting
from registrar.areas.assessment.tests.before_a_board import BOARD, TERM, graded
from registrar.areas.studies.models import TermStanding
from registrar.rehearsal.boards import hold_boards

pytestmark = pytest.mark.django_db


def test_every_board_accepts_what_is_proposed_and_its_results_are_released():
    # given a student to decide on, and one with a grade missing
    boards.seated()
    graded("24001001D", "B")
    graded("24001002D", "I")
    run = run_board(TERM, actor=None, now=BOARD)
    # when
    assert hold_boards(run, BOARD) == 1
    # then
    assert Meeting.objects.get().state == "released"
    assert TermStanding.objects.get().standing == "progressing"
    # and nobody is left to decide on
    assert hold_boards(run, BOARD) == 0


def test_a_board_without_members_is_an_error_that_names_it():
    graded("24001001D", "B")
    run = run_board(TERM, actor=None, now=BOARD)
    with pytest.raises(RuntimeError, match="COMP"):
        hold_boards(run, BOARD)

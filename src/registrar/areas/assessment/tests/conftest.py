"""Students before a board, one in each group, and the run over them."""

import pytest

from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.tests.before_a_board import BOARD, TERM, graded, low_before


@pytest.fixture
def five():
    """A good student, one on probation, one with ground (iv), one very poor, one with a grade missing."""
    students = {
        "good": graded("24001001D", "B"),
        "probation": graded("24001002D", "D"),
        "out": graded("24001003D", "D", cohort="2023/24"),
        "poor": graded("24001004D", "F"),
        "missing": graded("24001005D", "I"),
    }
    low_before(students["out"])
    return students


@pytest.fixture
def run(five):
    return run_board(TERM, actor=None, now=BOARD)

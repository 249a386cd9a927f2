"""A board about to meet: grades given, proposals computed, members called, an hour before the meeting."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from registrar.areas.assessment.actions.announce_results import announce_results
from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.queries.boards import boards_to_meet
from registrar.areas.assessment.queries.proposals import group_counts
from registrar.areas.assessment.queries.sheet_work import sheets_of_term, sheets_with
from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import clock
from registrar.areas.platform.clock import HONG_KONG
from registrar.demo.graduation_window import close_window, finishers
from registrar.demo.weak import weak_students
from registrar.rehearsal.stages.grading import grade, settle

ROOM = "Y301"
LEFT_OPEN = 25
"""One sheet in so many is left with its teacher, so that boards have grades missing; none of those who finish."""


def prepare_boards(term_key: str, *, seed: int = 1) -> dict[str, int]:
    """Bring a university to the morning of its boards: graduation applied for, all but a few sheets graded.

    Then the proposals are computed, every board is called, and the clock is set to that morning.

    Returns how many students each group has, and the meetings called. Raises LookupError where the term has no day for
    its boards. Done a second time it adds nothing.
    """
    term: Any = term_by_key(term_key)
    if term.board_meets_on is None:
        raise LookupError(f"{term_key}: the calendar has no day for the boards")
    close_window(term)
    after_exams = _at(term.exams_to + timedelta(days=1), time(12))
    final, morning = _at(term.results_final_on, time(18)), _at(term.board_meets_on, time(9))
    with clock.at(after_exams):
        open_grade_sheets(term_key)
        needed = sheets_with(term_key, finishers(term))
        sheets = [key for key in sheets_of_term(term_key) if key % LEFT_OPEN or key in needed]
        grade(sheets, now=after_exams, seed=seed, weak=weak_students())
    with clock.at(final):
        confer_awards(now=final)
        # Where a panel is on record it meets between the examinations and this day.
        settle(sheets, now=final)
        announce_results(now=final + timedelta(days=1))
        run = run_board(term_key, actor=None, now=final)
    counts = Counter(group_counts(run))
    for board in boards_to_meet(run):
        held_at = _at(term.board_meets_on, time(10))
        answer = call_meeting(board, run.pk, held_at=held_at, room=ROOM, actor=None, now=final)
        counts["meetings called"] += not isinstance(answer, str)
    clock.set_to(morning)
    return dict(counts)


def _at(day: Any, hour: time) -> datetime:
    return datetime.combine(day, hour, HONG_KONG)

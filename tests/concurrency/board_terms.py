"""A term that boards have before them, for their races."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import GradeEntry, GradeSheet

TERM = "2024/25-S1"
NOW = world.at("2025-01-17 10:00")


def failures(outcomes: list[Any]) -> list[Exception]:
    """Return what went wrong."""
    return [item for item in outcomes if isinstance(item, Exception)]


def run_of(count: int = 4, term: Any = None) -> Any:
    """Make so many students with one final grade each, and run the boards."""
    subject, term = world.subject(), term or world.term()
    group = world.group(subject, term)
    for number in range(count):
        world.register(world.study(f"240010{number:02}D"), group)
    open_grade_sheets(term.key)
    GradeEntry.objects.update(grade="D")
    GradeSheet.objects.update(stage="final")
    for entry in GradeEntry.objects.select_related("registration__study"):
        world.result(entry.registration.study, subject, term, "D", "1.0", released_on=date(2025, 1, 11))
    return run_board(term.key, actor=None, now=NOW)

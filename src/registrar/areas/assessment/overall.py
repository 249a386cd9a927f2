"""Whether a term's overall result (GPA and standing) may be shown, asked of the rule."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.assessment.models import BoardRun
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel.decision import Decision
from registrar.rulebook import decide


def overall_result(
    term: Any, run: BoardRun | None, *, subject_results_on: date, today: date, grade_missing: bool = False
) -> Decision:
    """Decide `assessment.overall_result` for a term, with the board's run as it stands (polyu-2024-25:6I-01)."""
    confirmed = run.confirmed_at.astimezone(HONG_KONG).date() if run is not None and run.confirmed_at else None
    facts = {
        "term": term.key,
        "subject_results_on": subject_results_on,
        "board_meets_on": term.board_meets_on,
        "board_confirmed_on": confirmed,
        "grade_missing": grade_missing and confirmed is not None,
    }
    return decide("assessment.overall_result", facts, as_of=today, university=settings.UNIVERSITY)

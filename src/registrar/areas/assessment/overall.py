"""Whether a term's overall result (GPA and standing) may be shown, asked of the rule."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.kernel.decision import Decision
from registrar.rulebook import decide


def overall_result(
    term: Any,
    *,
    confirmed: date | None,
    subject_results_on: date,
    today: date,
    meets: date | None = None,
    grade_missing: bool = False,
) -> Decision:
    """Decide `assessment.overall_result` for a term (polyu-2024-25:6I-01).

    `confirmed` is the day on which the student's board confirmed its decisions, `meets` that of its meeting, where it
    was called; the calendar's day stands in for it until then.
    """
    facts = {
        "term": term.key,
        "subject_results_on": subject_results_on,
        "board_meets_on": meets or term.board_meets_on,
        "board_confirmed_on": confirmed,
        "grade_missing": grade_missing and confirmed is not None,
    }
    return decide("assessment.overall_result", facts, as_of=today, university=settings.UNIVERSITY)

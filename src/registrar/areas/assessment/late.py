"""Pending results, asked of the rule on late grades."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.studies.queries.attempts_before import attempts_before
from registrar.kernel.decision import Decision
from registrar.rulebook import decide

PENDING = "I"
"""The code that stands on a sheet for a pending grade."""


def late_decision(entry: Any, grade: str, *, permitted: bool, today: date) -> Decision:
    """Decide `assessment.late_grade` about a pending line; `entry` has its sheet's offering and its registration."""
    offering = entry.sheet.offering
    before = attempts_before(entry.registration.study_id, offering.subject_id, offering.term)
    facts = {
        "term": offering.term_id,
        "grade": grade,
        "credits": offering.subject.credits,
        "graded": offering.subject.graded,
        "attempt": before + 1,
        "permitted": permitted,
    }
    return decide("assessment.late_grade", facts, as_of=today, university=settings.UNIVERSITY)

"""What a student can do about a failed subject, asked of the rule on retakes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.kernel.decision import Decision
from registrar.rulebook import decide


@dataclass(frozen=True)
class RetakeRoute:
    """A failed subject: attempts, retakes left (None: no limit known) and the route (polyu-2024-25:5C-08)."""

    subject: Any
    grade: str
    attempts: int
    compulsory: bool
    retakes_left: int | None
    route: str
    decision: Decision


def retake_route(row: Any, term: str, today: date) -> RetakeRoute:
    """Return what may be done about a failed result in a term that is coming or running."""
    facts = {
        "term": term,
        "subject": row.subject_id,
        "attempts": row.attempt,
        "latest_grade": row.grade,
        "departmental_limit": row.subject.max_retakes,
    }
    decision = decide("registration.retake", facts, as_of=today, university=settings.UNIVERSITY)
    return RetakeRoute(
        subject=row.subject,
        grade=row.grade,
        attempts=row.attempt,
        compulsory=row.category == "compulsory",
        retakes_left=decision.result.get("retakes_left"),
        route=decision.result.get("route", ""),
        decision=decision,
    )

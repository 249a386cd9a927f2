"""What the grades of a term do, asked of the rule once for each distinct case."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.conf import settings

from registrar.kernel.decision import Decision
from registrar.rulebook import decide


class Effect(NamedTuple):
    """What one grade does in one subject, and the decision that says so."""

    points: Decimal | None
    failed: bool
    credits_earned: int
    decision: Decision


def effects_of(term: str, as_of: date, *, as_grade: bool = False) -> Callable[[str, int, bool], Effect]:
    """Return a function (grade, credits, graded) -> Effect for a term; equal cases are decided once.

    With `as_grade` codes that nobody enters as a grade are refused.
    """

    @cache
    def effect(grade: str, credits: int, graded: bool) -> Effect:
        facts = {"term": term, "grade": grade, "credits": credits, "graded": graded, "as_grade": as_grade}
        decision = decide("assessment.grade_effect", facts, as_of=as_of, university=settings.UNIVERSITY)
        points = decision.result.get("points")
        return Effect(
            points=None if points is None else Decimal(points),
            failed=bool(decision.result.get("failed")),
            credits_earned=int(decision.result.get("credits_earned", 0)),
            decision=decision,
        )

    return effect


def codes_for(term: str, as_of: date, *, graded: bool) -> tuple[str, ...]:
    """Return the grades and codes that may be entered for a subject of a term, the best grade first."""
    facts = {"term": term, "grade": "", "credits": 0, "graded": graded, "as_grade": True}
    decision = decide("assessment.grade_effect", facts, as_of=as_of, university=settings.UNIVERSITY)
    return tuple(decision.result.get("allowed", ()))

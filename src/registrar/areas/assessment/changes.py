"""Changes of final results, asked of the rules."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.assessment.models import Rectification
from registrar.kernel.decision import Decision
from registrar.kernel.outcome import Outcome
from registrar.rulebook import decide


@dataclass(frozen=True)
class Change:
    """What is to become of a result, on whose word and why; `treatment` for a disqualification only."""

    kind: str
    authority: str
    reference: str
    reason: str
    new_grade: str = ""
    treatment: str = ""


def change_of(row: Rectification) -> Change:
    """The change that a proposal asks for."""
    return Change(row.kind, row.authority, row.reference, row.reason, row.new_grade, row.treatment)


def decided(result: Any, change: Change, *, second_person: bool | None, today: date) -> Decision:
    """Decide `assessment.rectification` or `assessment.disqualification` about a result; `result` has its subject."""
    if change.kind == Rectification.Kind.DISQUALIFIED:
        facts = {
            "term": result.term_id,
            "subject": result.subject_id,
            "named": [result.subject_id],
            "grade": result.grade,
            "treatment": change.treatment or None,
            "second_person": second_person,
        }
        return decide("assessment.disqualification", facts, as_of=today, university=settings.UNIVERSITY)
    known = {Rectification.Authority.PANEL, Rectification.Authority.APPEAL}
    facts = {
        "term": result.term_id,
        "old_grade": result.grade,
        "new_grade": change.new_grade,
        "credits": result.credits,
        "graded": result.subject.graded,
        "taken": result.origin == "taken",
        "authority": change.authority if change.authority in known else None,
        "reason_given": bool(change.reason.strip()),
        "second_person": second_person,
    }
    return decide("assessment.rectification", facts, as_of=today, university=settings.UNIVERSITY)


def stands(decision: Decision, change: Change) -> bool:
    """Whether the change may go on: a rectification is allowed; a disqualification strikes (REFUSED)."""
    struck = change.kind == Rectification.Kind.DISQUALIFIED
    return decision.outcome is (Outcome.REFUSED if struck else Outcome.ALLOWED)

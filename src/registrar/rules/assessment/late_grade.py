"""The grade of a late assessment."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.assessment._effects import allowed_codes, effect_of, not_taken


class LateGradeFacts(Facts):
    """A pending result and the grade that came for it."""

    grade: str = Field(description="Grade or result code as entered")
    credits: int = Field(ge=0, description="Credits of the subject")
    graded: bool = Field(default=True, description="False for a subject that is only passed or failed")
    attempt: int = Field(default=1, ge=1, description="The attempt that was left pending")
    permitted: bool = Field(description="Whether a late assessment was permitted")


@rule(
    name="assessment.late_grade",
    title=Bilingual("Grade of a late assessment", "補行評核的等級"),
    clauses={"first_sitting": ("polyu-2024-25:6H-03",), "codes": ("polyu-2024-25:GAP-05",)},
    parameters=("assessment.grade_scale", "assessment.result_codes", "assessment.pending_code"),
    binds_by="event_date",
    kind="acceptance",
)
def late_grade(facts: LateGradeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Put the actual grade into the attempt that was pending: no cap, no retake counted.

    Without a permitted late assessment the grade stands for the work that was done, with no special treatment. The
    scale is that of the subject's term. Result: `attempt`, `retakes_used`, `late_assessment`, `points`, `failed`,
    `credits_earned`.
    """
    does = effect_of(facts.grade, facts.graded, parameters)
    if does is None:
        message, cure = not_taken(facts.grade, facts.graded, parameters)
        allowed = allowed_codes(facts.graded, parameters)
        return Decision.of([Finding(parameters.cite("codes"), False, message, cure)], {"allowed": allowed})
    pending = parameters["assessment.pending_code"]
    if facts.grade == pending:
        allowed = [code for code in allowed_codes(facts.graded, parameters) if code != pending]
        cure = Cure(Message("assessment.grade.cure_scale", {"allowed": tuple(allowed)}), authority="subject_teacher")
        message = Message("assessment.late.still_pending")
        return Decision.of([Finding(parameters.cite("codes"), False, message, cure)], {"allowed": allowed})
    key = "assessment.late.permitted" if facts.permitted else "assessment.late.not_permitted"
    message = Message(key, {"grade": facts.grade, "attempt": facts.attempt})
    result = {
        "attempt": facts.attempt,
        "retakes_used": facts.attempt - 1,
        "late_assessment": facts.permitted,
        "points": does.points,
        "failed": does.failed,
        "credits_earned": facts.credits if does.earns else 0,
    }
    return Decision.of([Finding(parameters.cite("first_sitting"), True, message)], result)

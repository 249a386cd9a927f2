"""What a grade or result code does: points, pass or fail, credits."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.assessment._effects import allowed_codes, effect_of, not_taken


class GradeEffectFacts(Facts):
    """A code entered for a subject of a term."""

    grade: str = Field(description="Grade or result code as entered")
    credits: int = Field(ge=0, description="Credits of the subject")
    graded: bool = Field(default=True, description="False for a subject that is only passed or failed")
    as_grade: bool = Field(
        default=False, description="Whether it is entered as the grade of a subject taken, as on a grade sheet"
    )


@rule(
    name="assessment.grade_effect",
    title=Bilingual("Effect of a grade", "等級的效力"),
    clauses={
        "scale": ("polyu-2024-25:GAP-01",),
        "codes": ("polyu-2024-25:GAP-05", "polyu-2018-19:3R-01"),
        "fails": ("polyu-2024-25:5C-01", "polyu-2018-19:3R-01"),
    },
    parameters=("assessment.grade_scale", "assessment.result_codes"),
    binds_by="term",
    kind="acceptance",
)
def grade_effect(facts: GradeEffectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Look a code up in the scale of its term. Result: `points` (null: in no GPA), `failed`, `credits_earned`.

    A code that is in neither table is refused; so is a letter for an ungraded subject, and a pass without a grade
    for a graded one, and, `as_grade`, a code that comes of a withdrawal or a credit transfer; then `allowed` lists what
    may be entered, the best grade first.
    """
    does = effect_of(facts.grade, facts.graded, parameters, as_grade=facts.as_grade)
    if does is None:
        message, cure = not_taken(facts.grade, facts.graded, parameters)
        allowed = allowed_codes(facts.graded, parameters)
        return Decision.of([Finding(parameters.cite("codes"), False, message, cure)], {"allowed": allowed})
    message = Message("assessment.grade.fails" if does.failed else "assessment.grade.counts", {"grade": facts.grade})
    finding = Finding(parameters.cite("fails" if does.failed else "codes"), True, message)
    earned = facts.credits if does.earns else 0
    return Decision.of([finding], {"points": does.points, "failed": does.failed, "credits_earned": earned})

"""What a grade or result code does: points, pass or fail, credits."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class GradeEffectFacts(Facts):
    """A code entered for a subject of a term."""

    grade: str = Field(description="Grade or result code as entered")
    credits: int = Field(description="Credits of the subject")
    graded: bool = Field(default=True, description="False for a subject that is only passed or failed")


@rule(
    name="assessment.grade_effect",
    title=Bilingual("Effect of a grade", "等級的效力"),
    clauses={
        "scale": ("polyu-2024-25:GAP-01",),
        "codes": ("polyu-2024-25:GAP-05",),
        "fails": ("polyu-2024-25:5C-01", "polyu-2018-19:3R-01"),
    },
    parameters=("assessment.grade_scale", "assessment.result_codes"),
    binds_by="term",
    kind="acceptance",
)
def grade_effect(facts: GradeEffectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Look a code up in the scale of its term. Result: `points` (null: in no GPA), `failed`, `credits_earned`.

    A code that is in neither table is refused; so is a letter for an ungraded subject, and a pass without a grade
    for a graded one; then `allowed` lists what may be entered, the best grade first.
    """
    scale, codes = parameters["assessment.grade_scale"], parameters["assessment.result_codes"]
    code = codes.get(facts.grade)
    known = facts.grade in scale or code is not None
    fits = known and (code["ungraded"] is None or code["ungraded"] != facts.graded if code else facts.graded)
    if not fits:
        allowed = _codes(scale, codes, facts.graded)
        key = "assessment.grade.not_for_subject" if known else "assessment.grade.unknown"
        message = Message(key, {"grade": facts.grade})
        cure = Cure(Message("assessment.grade.cure_scale", {"allowed": tuple(allowed)}))
        return Decision.of([Finding(parameters.cite("codes"), False, message, cure)], {"allowed": allowed})
    points = scale.get(facts.grade) if facts.grade in scale else code["points"]
    failed = code["fails"] if code else False
    earns = code["earns"] if code else True
    message = Message("assessment.grade.fails" if failed else "assessment.grade.counts", {"grade": facts.grade})
    finding = Finding(parameters.cite("fails" if failed else "codes"), True, message)
    result = {"points": points, "failed": failed, "credits_earned": facts.credits if earns else 0}
    return Decision.of([finding], result)


def _codes(scale: object, codes: object, graded: bool) -> list[str]:
    """List the codes that may be entered for a subject, in the order of the tables."""
    letters = list(scale) if graded else []  # type: ignore[call-overload]
    rest = [name for name, code in codes.items() if code["ungraded"] is None or code["ungraded"] != graded]  # type: ignore[attr-defined]
    return letters + [name for name in rest if name not in letters]

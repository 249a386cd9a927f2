"""What a grade or code does, looked up in the tables of its term; shared by the rules that put grades on record."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from registrar.kernel import Cure, Message
from registrar.rulebook import Parameters


class GradeEffect(NamedTuple):
    """Points (none: in no GPA), whether it fails, whether it earns the credits."""

    points: Decimal | None
    failed: bool
    earns: bool


def tables(parameters: Parameters) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the letters with their points and the result codes that hold in the term of the facts."""
    return parameters["assessment.grade_scale"], parameters["assessment.result_codes"]


def effect_of(grade: str, graded: bool, parameters: Parameters, *, as_grade: bool = True) -> GradeEffect | None:
    """Return what a grade does, or nothing where the tables don't know it or it doesn't fit the subject.

    Codes of withdrawals and transfers are known, and don't do `as_grade`: nobody enters them for a subject taken.
    """
    scale, codes = tables(parameters)
    code: Any = codes.get(grade)
    known = grade in scale or (code is not None and (code["entered"] or not as_grade))
    fits = known and (code["ungraded"] is None or code["ungraded"] != graded if code else graded)
    if not fits:
        return None
    points = scale[grade] if grade in scale else code["points"]
    return GradeEffect(points, code["fails"] if code else False, code["earns"] if code else True)


def is_known(grade: str, parameters: Parameters) -> bool:
    """Tell whether either table has the grade."""
    return any(grade in table for table in tables(parameters))


def is_grade(grade: str, parameters: Parameters) -> bool:
    """Tell whether a grade comes of an assessment: not of a withdrawal or a transfer."""
    code: Any = tables(parameters)[1].get(grade)
    return bool(grade) and (code is None or code["entered"])


def allowed_codes(graded: bool, parameters: Parameters) -> list[str]:
    """List the grades that may be entered for a subject, the best first."""
    scale, codes = tables(parameters)
    letters = list(scale) if graded else []
    fitting = {name: code for name, code in codes.items() if code["ungraded"] is None or code["ungraded"] != graded}
    rest = [name for name, code in fitting.items() if code["entered"]]
    return letters + [name for name in rest if name not in letters]


def not_taken(grade: str, graded: bool, parameters: Parameters) -> tuple[Message, Cure]:
    """Say why a grade can't be entered, and which ones can."""
    key = "assessment.grade.not_for_subject" if is_known(grade, parameters) else "assessment.grade.unknown"
    code: Any = tables(parameters)[1].get(grade)
    if code is not None and not code["entered"]:
        key = "assessment.grade.not_entered"
    if not grade:
        key = "assessment.grade.empty"
    allowed = tuple(allowed_codes(graded, parameters))
    return Message(key, {"grade": grade}), Cure(Message("assessment.grade.cure_scale", {"allowed": allowed}))

"""What a requisite asks for and what a record shows: shared by the rules on requisites."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from registrar.rulebook import MissingFact, Parameters, Record


class Requirement(Record):
    """One subject that would satisfy a requisite."""

    subject: str = Field(description="Subject code")
    minimum_grade: str = Field(default="", description="Lowest grade that satisfies it; empty: any pass")


class Attempt(Record):
    """The latest result in a subject."""

    subject: str = Field(description="Subject code")
    grade: str = Field(description="Grade of the latest attempt; T for transferred, empty for exempted")
    passed: bool = Field(description="Whether the latest attempt is a pass")
    recognised: bool = Field(
        default=False, description="Whether it is no attempt but an exemption or a credit transfer"
    )


def satisfies(attempt: Attempt, wanted: Requirement, parameters: Parameters) -> bool:
    """Tell whether a latest result satisfies a requirement, its minimum grade included.

    An exemption or a transfer without a grade satisfies it at any level: whoever recognised it took it for the subject.
    """
    if not attempt.passed:
        return False
    if not wanted.minimum_grade:
        return True
    order: Sequence[str] = parameters["registration.grade_order"]
    if wanted.minimum_grade not in order:
        raise MissingFact("minimum_grade")
    if attempt.recognised and attempt.grade not in order:
        return True
    # A grade that has no place in the order (an ungraded pass) shows no level, so it can't reach one.
    return attempt.grade in order and order.index(attempt.grade) <= order.index(wanted.minimum_grade)

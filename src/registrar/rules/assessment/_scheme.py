"""Parts of an assessment scheme that several rules know: components, and totals that letters begin at."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pydantic import Field

from registrar.rulebook import Parameters, Record


class Boundary(Record):
    """The total from which a letter is proposed."""

    row: int = Field(default=0, description="Row of the form or file, so that an error can name it")
    grade: str = Field(description="Letter grade")
    minimum: Decimal = Field(description="Lowest total mark for it")


def lines(boundaries: Sequence[Boundary], parameters: Parameters) -> dict[str, Decimal]:
    """Return letter -> lowest total, the best first: the scheme's own, or the default of the term."""
    if boundaries:
        return {one.grade: one.minimum for one in sorted(boundaries, key=lambda one: -one.minimum)}
    return dict(parameters["assessment.mark_boundaries"])

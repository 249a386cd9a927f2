"""From the text of a cell to its value, for every kind of fee file."""

from __future__ import annotations

from collections.abc import Iterable

from registrar.kernel import Citation, Money
from registrar.rulebook.fees.cohorts import Cohorts
from registrar.rulebook.fees.price import Price, Unpriced
from registrar.rulebook.fees.schemas import CohortRange
from registrar.rulebook.problem import Problem
from registrar.rulebook.strict_yaml import Document, Place

UNPRICED = {item.value: item for item in Unpriced}


def price_of(text: str, currency: str) -> Price:
    """Return the amount of a cell, or why it holds none."""
    return UNPRICED.get(text) or Money.parse(text, currency)


def money_of(text: str | None, currency: str) -> Money | None:
    """Return the amount of a cell that may be left out."""
    return None if text is None else Money.parse(text, currency)


def citations_of(texts: Iterable[str]) -> tuple[Citation, ...]:
    """Return the clauses cited."""
    return tuple(Citation.parse(text) for text in texts)


def cohorts_of(
    given: list[str] | CohortRange | str, document: Document, place: Place, problems: list[Problem]
) -> Cohorts:
    """Return the cohorts of a row; a range that runs backwards or a cohort named twice becomes a problem."""
    try:
        if isinstance(given, str):
            return Cohorts.every()
        if isinstance(given, CohortRange):
            return Cohorts.between(given.first, given.last)
        return Cohorts.named(given)
    except ValueError as error:
        problems.append(document.problem((*place, "cohorts"), str(error)))
        return Cohorts((), "")


def row_numbers(found: Iterable[tuple[int, Place]], printed: int, document: Document, problems: list[Problem]) -> None:
    """Check that the rows are numbered 1, 2, 3 … without a gap and that there are as many as were printed."""
    expected = 0
    for number, place in found:
        expected += 1
        if number != expected:
            problems.append(
                document.problem((*place, "row"), f"is {number}, expected {expected}: a row is missing or has moved")
            )
            expected = number
    if expected != printed:
        problems.append(document.problem(("printed_rows",), f"says {printed}, but the rows end at {expected}"))

"""Reads fees/study-abroad.yaml: what in-bound exchange students pay on programmes with marked cohorts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from registrar.kernel import AcademicYear, Money
from registrar.rulebook.fees.cohorts import Cohorts
from registrar.rulebook.fees.price import Missing, NotListed, Source
from registrar.rulebook.fees.reading import citations_of, cohorts_of
from registrar.rulebook.fees.schemas import StudyAbroadFile
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import Document


@dataclass(frozen=True, slots=True)
class StudyAbroadRow:
    """The fee of some cohorts: an amount, or None for the local rate of the programme."""

    cohorts: Cohorts
    amount: Money | None
    basis: str
    source: Source


class StudyAbroad:
    """The note to the mark, for one academic year of charge."""

    def __init__(self, document: Document) -> None:
        """Check the file and take its rows over. Raises RulebookError with every mistake found."""
        data: StudyAbroadFile = validated(StudyAbroadFile, document)
        problems: list[Problem] = []
        self.year = AcademicYear.parse(data.academic_year)
        self.citations = citations_of(data.cites)
        self.rows = tuple(
            StudyAbroadRow(
                cohorts=cohorts_of(row.cohorts, document, ("rows", number), problems),
                amount=None if row.amount == "local_rate" else Money.parse(row.amount, data.currency),
                basis=row.per,
                source=Source(document.file, document.line(("rows", number)) or 0),
            )
            for number, row in enumerate(data.rows)
        )
        for (first, before), (second, after) in combinations(enumerate(self.rows), 2):
            shared = before.cohorts.common(after.cohorts)
            if shared is not None:
                problems.append(document.problem(("rows", second), f"prices cohort {shared}, as rows[{first}] does"))
        if problems:
            raise RulebookError(problems)

    def row(self, cohort: AcademicYear) -> StudyAbroadRow | NotListed:
        """Return the row of a cohort."""
        found = next((row for row in self.rows if row.cohorts.holds(cohort)), None)
        return found or NotListed(Missing.COHORT, self.citations)

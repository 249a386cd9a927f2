"""Reads fees/ugc/<year>.yaml: the fee schedule of UGC-funded programmes, one file a year of charge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from registrar.kernel import AcademicYear, Bilingual, Citation, Money
from registrar.rulebook.fees.cohorts import Cohorts
from registrar.rulebook.fees.price import Missing, NotListed, Source
from registrar.rulebook.fees.reading import citations_of, cohorts_of, money_of
from registrar.rulebook.fees.schemas import AdditionalYearRow, UgcFile, UgcRow
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import Document, Place


@dataclass(frozen=True, slots=True)
class UgcRate:
    """Tuition of one row: `year` for full-time study, `credit` for part-time; None where no rate is given.

    `kinds` are the levels of a tuition row, or what an additional year is for (double_major, double_degree).
    """

    residency: str
    kinds: frozenset[str]
    cohorts: Cohorts
    year: Money
    credit: Money | None
    sandwich_year: Money | None
    extension_semester: Money | None
    citations: tuple[Citation, ...]
    source: Source
    reading: Bilingual | None = None

    def fits(self, residency: str, kind: str, cohort: AcademicYear) -> bool:
        """Tell whether the row prices these students."""
        return self.residency == residency and kind in self.kinds and self.cohorts.holds(cohort)


class UgcSchedule:
    """The schedule of one academic year of charge."""

    def __init__(self, document: Document) -> None:
        """Check a file and take its rows over. Raises RulebookError with every mistake found."""
        self._document = document
        self._problems: list[Problem] = []
        data: UgcFile = validated(UgcFile, document)
        self._currency = data.currency
        self.file = document.file
        self.year = AcademicYear.parse(data.academic_year)
        self.citations = citations_of(data.cites)
        self.tuition = tuple(self._tuition(row, ("tuition", n)) for n, row in enumerate(data.tuition))
        self.additional = tuple(self._additional(row, n) for n, row in enumerate(data.additional_year))
        self._no_overlap("tuition", self.tuition)
        self._no_overlap("additional_year", self.additional)
        if self._problems:
            raise RulebookError(self._problems)

    def rate(self, residency: str, level: str, cohort: AcademicYear) -> UgcRate | NotListed:
        """Return the tuition rates of a student."""
        return self._find(self.tuition, residency, level, cohort)

    def additional_year(self, residency: str, purpose: str, cohort: AcademicYear) -> UgcRate | NotListed:
        """Return the rates of the additional self-financing year of a double major or double degree."""
        return self._find(self.additional, residency, purpose, cohort)

    def _find(self, rows: tuple[UgcRate, ...], residency: str, kind: str, cohort: AcademicYear) -> UgcRate | NotListed:
        found = next((row for row in rows if row.fits(residency, kind, cohort)), None)
        if found is not None:
            return found
        same = any(row.residency == residency and kind in row.kinds for row in rows)
        return NotListed(Missing.COHORT if same else Missing.LEVEL, self.citations)

    def _tuition(self, row: UgcRow, place: Place) -> UgcRate:
        levels = [row.level] if isinstance(row.level, str) else row.level
        return UgcRate(
            residency=row.residency,
            kinds=frozenset(levels),
            cohorts=cohorts_of(row.cohorts, self._document, place, self._problems),
            year=Money.parse(row.year, self._currency),
            credit=money_of(row.credit, self._currency),
            sandwich_year=money_of(row.sandwich_year, self._currency),
            extension_semester=money_of(row.extension_semester, self._currency),
            citations=citations_of(row.cites),
            source=Source(self.file, self._document.line(place) or 0),
            reading=row.reading.value() if row.reading else None,
        )

    def _additional(self, row: AdditionalYearRow, number: int) -> UgcRate:
        place: Place = ("additional_year", number)
        return UgcRate(
            residency=row.residency,
            kinds=frozenset(row.purposes),
            cohorts=cohorts_of(row.cohorts, self._document, place, self._problems),
            year=Money.parse(row.year, self._currency),
            credit=money_of(row.credit, self._currency),
            sandwich_year=None,
            extension_semester=None,
            citations=citations_of(row.cites),
            source=Source(self.file, self._document.line(place) or 0),
            reading=row.reading.value() if row.reading else None,
        )

    def _no_overlap(self, part: str, rows: tuple[UgcRate, ...]) -> None:
        for (first_number, first), (number, second) in combinations(enumerate(rows), 2):
            shared = first.cohorts.common(second.cohorts)
            if first.residency == second.residency and first.kinds & second.kinds and shared is not None:
                self._problems.append(
                    self._document.problem(
                        (part, number), f"prices cohort {shared}, which {part}[{first_number}] already prices"
                    )
                )

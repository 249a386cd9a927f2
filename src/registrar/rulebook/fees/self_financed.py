"""Reads fees/self-financed/<heading>.yaml: part A of the table of self-financed programmes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from registrar.kernel import AcademicYear, Bilingual
from registrar.rulebook.academic_units import AcademicUnit
from registrar.rulebook.fees.price import ExtraItem, Price, Source
from registrar.rulebook.fees.reading import citations_of, cohorts_of, money_of, price_of, row_numbers
from registrar.rulebook.fees.rows import FeeRow, ListedProgramme, SubjectCondition
from registrar.rulebook.fees.schemas import PricedProgramme, PriceRow, SelfFinancedFile, Subjects
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import Document, Place


class SelfFinancedTable:
    """The programmes under one heading, for one academic year of charge."""

    def __init__(self, document: Document, units: Mapping[str, AcademicUnit]) -> None:
        """Check a file and take its rows over. Raises RulebookError with every mistake found."""
        self._document = document
        self._units = units
        self._problems: list[Problem] = []
        self._file: SelfFinancedFile = validated(SelfFinancedFile, document)
        self.heading = self._file.heading
        self.file = document.file
        self.year = AcademicYear.parse(self._file.academic_year)
        self.items = {
            code: ExtraItem(code, Bilingual(item.en, item.zh), frozenset(item.subjects))
            for code, item in self._file.extra_items.items()
        }
        self.programmes = tuple(self._programme(number, item) for number, item in enumerate(self._file.programmes))
        self._check()
        if self._problems:
            raise RulebookError(self._problems)

    @property
    def rows(self) -> tuple[FeeRow, ...]:
        """Every row, in the order printed."""
        return tuple(row for programme in self.programmes for row in programme.rows)

    def _refuse(self, place: Place, message: str) -> None:
        self._problems.append(self._document.problem(place, message))

    def _programme(self, number: int, item: PricedProgramme) -> ListedProgramme:
        place: Place = ("programmes", number)
        unit = self._units.get(item.department)
        if unit is None:
            self._refuse((*place, "department"), f"there is no department {item.department} in institution.yaml")
        elif unit.heading != self.heading:
            self._refuse((*place, "department"), f"{item.department} belongs under {unit.heading}, not {self.heading}")
        rows = tuple(self._row(item, row, (*place, "rows", n)) for n, row in enumerate(item.rows))
        return ListedProgramme(
            code=None if item.code == "to_be_confirmed" else item.code,
            title=item.title.value(),
            department=item.department,
            heading=self.heading,
            level=item.level,
            predecessors=tuple(item.predecessors),
            rows=rows,
            extras=self._extras(item.extras, place),
            remark=item.remark.value() if item.remark else None,
            reading=item.reading.value() if item.reading else None,
        )

    def _row(self, programme: PricedProgramme, row: PriceRow, place: Place) -> FeeRow:
        currency = self._file.currency
        if row.effective_from and row.effective_to and row.effective_to < row.effective_from:
            self._refuse((*place, "effective_to"), f"{row.effective_to} is before {row.effective_from}")
        return FeeRow(
            programme=programme.code,
            streams=None if row.streams == "all" else frozenset(row.streams),
            cohorts=cohorts_of(row.cohorts, self._document, place, self._problems),
            marked=row.marked,
            local=price_of(row.local, currency),
            nonlocal_=price_of(row.nonlocal_, currency),
            basis=row.per,
            source=Source(self.file, self._document.line(place) or 0, row.row),
            citations=citations_of(self._file.cites),
            subjects=_condition(row.subjects),
            starts=row.effective_from,
            ends=row.effective_to,
            extras=self._extras(row.extras, place),
            beyond_credit_fee=money_of(row.beyond_credit_fee, currency),
            minimum_programme_fee=money_of(row.minimum_programme_fee, currency),
        )

    def _extras(self, given: Mapping[str, str], place: Place) -> dict[str, Price]:
        for code in given:
            if code not in self.items:
                self._refuse((*place, "extras", code), "isn't among extra_items")
        return {code: price_of(text, self._file.currency) for code, text in given.items()}

    def _check(self) -> None:
        if self.heading not in {unit.code for unit in self._units.values() if unit.faculty is None}:
            self._refuse(("heading",), f"there is no faculty or school {self.heading} in institution.yaml")
        numbered = (
            (row.row, ("programmes", p, "rows", r))
            for p, programme in enumerate(self._file.programmes)
            for r, row in enumerate(programme.rows)
        )
        row_numbers(numbered, self._file.printed_rows, self._document, self._problems)
        for number, programme in enumerate(self.programmes):
            place: Place = ("programmes", number, "rows")
            for first, second in combinations(enumerate(programme.rows), 2):
                self._check_pair(first[1], second[1], (*place, second[0]))
            for index, row in enumerate(programme.rows):
                self._check_exceptions(row, programme.rows, (*place, index))

    def _check_pair(self, first: FeeRow, second: FeeRow, place: Place) -> None:
        cohort = first.clash(second)
        if cohort is not None:
            self._refuse(
                place,
                f"row {second.source.row} prices what row {first.source.row} already prices: "
                f"{first.programme}, cohort {cohort}",
            )

    def _check_exceptions(self, row: FeeRow, rows: Iterable[FeeRow], place: Place) -> None:
        """A subject that a row leaves out must be priced by a row of its own for the same cohorts and streams."""
        if row.subjects.kind != "except":
            return
        beside = [
            other.subjects.codes
            for other in rows
            if other.subjects.kind == "only" and other.streams == row.streams and other.cohorts == row.cohorts
        ]
        left = row.subjects.codes.difference(*beside) if beside else row.subjects.codes
        if left:
            self._refuse((*place, "subjects"), f"leaves out {', '.join(sorted(left))}, which no row prices")


def _condition(given: Subjects | None) -> SubjectCondition:
    if given is None:
        return SubjectCondition()
    if given.levels:
        return SubjectCondition("levels", levels=frozenset(given.levels))
    kind = "only" if given.only else "except"
    return SubjectCondition(kind, frozenset(given.only or given.except_ or ()))

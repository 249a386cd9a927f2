"""Reads fees/extension/: what extending a dissertation or thesis costs on self-financed programmes (part C)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from registrar.kernel import AcademicYear, Bilingual, Citation, Money
from registrar.rulebook.academic_units import AcademicUnit
from registrar.rulebook.fees.cohorts import Cohorts
from registrar.rulebook.fees.price import Missing, NotListed, NotOffered, Price, Source, Unpriced
from registrar.rulebook.fees.reading import citations_of, cohorts_of, price_of, row_numbers
from registrar.rulebook.fees.schemas import (
    DoctoralFile,
    ModularProgramme,
    ModularRow,
    TaughtFile,
    ThesisProgramme,
    ThesisRow,
)
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import Document, Place


@dataclass(frozen=True, slots=True)
class ThesisQuote:
    """What extending a doctoral thesis costs: one charge for `per_semesters` regular semesters.

    The amount is a proposal for staff to confirm. `most_charges` is how often it is charged at most, if capped.
    """

    amount: Money
    per_semesters: int
    most_charges: int | None
    source: Source
    citations: tuple[Citation, ...]
    reading: Bilingual | None


@dataclass(frozen=True, slots=True)
class ModularQuote:
    """What half a year and a whole year of extension cost on a modular programme; other periods by the month."""

    half_year: Money
    year: Money
    source: Source
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Thesis:
    programme: str | None
    streams: frozenset[str] | None
    cohorts: Cohorts
    amount: Price
    source: Source
    schema: ThesisProgramme


class DoctoralExtension:
    """Part C(i) of one academic year of charge."""

    def __init__(self, document: Document, units: Mapping[str, AcademicUnit]) -> None:
        """Check the file and take its rows over. Raises RulebookError with every mistake found."""
        self._document = document
        self._problems: list[Problem] = []
        data: DoctoralFile = validated(DoctoralFile, document)
        self._currency = data.currency
        self.year = AcademicYear.parse(data.academic_year)
        self.citations = citations_of(data.cites)
        self.subject_to_confirmation = data.subject_to_confirmation
        self.file = document.file
        self.rows = tuple(
            self._row(programme, row, ("programmes", p, "rows", r))
            for p, programme in enumerate(data.programmes)
            for r, row in enumerate(programme.rows)
        )
        self._check(data, units)
        if self._problems:
            raise RulebookError(self._problems)

    def quote(self, programme: str, stream: str | None, cohort: AcademicYear) -> ThesisQuote | NotListed | NotOffered:
        """Return the proposed charge for a programme, stream and cohort."""
        rows = [row for row in self.rows if row.programme == programme]
        if not rows:
            return NotListed(Missing.PROGRAMME, self.citations)
        rows = [row for row in rows if row.cohorts.holds(cohort)]
        if not rows:
            return NotListed(Missing.COHORT, self.citations)
        row = next((row for row in rows if row.streams is None or stream in row.streams), None)
        if row is None and stream is None and self._whatever_the_stream(rows):
            row = rows[0]
        if row is None:
            return NotListed(Missing.STREAM_UNKNOWN if stream is None else Missing.STREAM, self.citations)
        if isinstance(row.amount, Unpriced):
            return NotOffered(row.source, self.citations)
        reading = row.schema.reading.value() if row.schema.reading else None
        return ThesisQuote(
            row.amount, row.schema.per_semesters, row.schema.most_charges, row.source, self.citations, reading
        )

    def per_semesters(self, programme: str) -> int:
        """Return how many regular semesters one charge of a programme is for; 1 where it isn't listed."""
        return next((row.schema.per_semesters for row in self.rows if row.programme == programme), 1)

    def _whatever_the_stream(self, rows: list[_Thesis]) -> bool:
        """Tell whether a cohort's rows give one amount to every stream that the programme's rows name."""
        named = {stream for row in self.rows if row.programme == rows[0].programme for stream in row.streams or ()}
        here = {stream for row in rows for stream in row.streams or ()}
        return here == named and len({row.amount for row in rows}) == 1

    def _row(self, programme: ThesisProgramme, row: ThesisRow, place: Place) -> _Thesis:
        return _Thesis(
            programme=None if programme.code == "to_be_confirmed" else programme.code,
            streams=None if row.streams == "all" else frozenset(row.streams),
            cohorts=cohorts_of(row.cohorts, self._document, place, self._problems),
            amount=price_of(row.amount, self._currency),
            source=Source(self.file, self._document.line(place) or 0, row.row),
            schema=programme,
        )

    def _check(self, data: DoctoralFile, units: Mapping[str, AcademicUnit]) -> None:
        numbered = []
        for number, programme in enumerate(data.programmes):
            place: Place = ("programmes", number)
            if programme.department not in units:
                message = f"there is no department {programme.department} in institution.yaml"
                self._problems.append(self._document.problem((*place, "department"), message))
            numbered += [(row.row, (*place, "rows", r)) for r, row in enumerate(programme.rows)]
        row_numbers(numbered, data.printed_rows, self._document, self._problems)
        for first, second in combinations(self.rows, 2):
            if first.programme is None or first.programme != second.programme:
                continue
            shared = first.cohorts.common(second.cohorts)
            if shared is not None and (not first.streams or not second.streams or first.streams & second.streams):
                message = f"row {second.source.row} prices cohort {shared}, as row {first.source.row} does"
                self._problems.append(Problem(self.file, second.source.line, "", message))


class TaughtExtension:
    """Part C(ii) of one academic year of charge. `credits_per_semester` is what credit-based programmes pay."""

    def __init__(self, document: Document, units: Mapping[str, AcademicUnit]) -> None:
        """Check the file and take its rows over. Raises RulebookError with every mistake found."""
        data: TaughtFile = validated(TaughtFile, document)
        self._document = document
        self._data = data
        self.file = document.file
        self.year = AcademicYear.parse(data.academic_year)
        self.citations = citations_of(data.cites)
        self.credits_per_semester = data.credit_based.credits_per_semester
        self._modular = {programme.code: (number, programme) for number, programme in enumerate(data.modular)}
        problems: list[Problem] = []
        self._cohorts = {
            (number, index): cohorts_of(row.cohorts, document, ("modular", number, "rows", index), problems)
            for number, programme in enumerate(data.modular)
            for index, row in enumerate(programme.rows)
        }
        numbered: list[tuple[int, Place]] = [(data.credit_based.row, ("credit_based",))]
        for number, programme in enumerate(data.modular):
            if programme.department not in units:
                message = f"there is no department {programme.department} in institution.yaml"
                problems.append(document.problem(("modular", number, "department"), message))
            numbered += [(row.row, ("modular", number, "rows", r)) for r, row in enumerate(programme.rows)]
            problems += self._periods(number, programme)
        row_numbers(numbered, data.printed_rows, document, problems)
        if problems:
            raise RulebookError(problems)

    def modular(
        self, programme: str, cohort: AcademicYear | None, admitted_on: date | None
    ) -> ModularQuote | NotListed | None:
        """Return a modular programme's charges for a day of intake; None where the programme isn't modular.

        Without the day the cohort will do, unless the charges changed within it.
        """
        if programme not in self._modular:
            return None
        number, schema = self._modular[programme]
        rows = [(index, row) for index, row in enumerate(schema.rows) if self._fits(number, index, cohort, admitted_on)]
        if not rows:
            return NotListed(Missing.INTAKE if admitted_on else Missing.COHORT, self.citations)
        if len(rows) > 1 or (cohort is None and admitted_on is None):
            return NotListed(Missing.INTAKE_UNKNOWN, self.citations)
        return self._quote(number, rows[0][0])

    def _quote(self, number: int, index: int) -> ModularQuote:
        row = self._data.modular[number].rows[index]
        line = self._document.line(("modular", number, "rows", index)) or 0
        currency = self._data.currency
        return ModularQuote(
            Money.parse(row.half_year, currency),
            Money.parse(row.year, currency),
            Source(self.file, line, row.row),
            self.citations,
        )

    @property
    def modular_rows(self) -> tuple[tuple[ModularProgramme, Cohorts, ModularRow, ModularQuote], ...]:
        """Every printed row of a modular programme, with its cohorts and amounts, in the order printed."""
        return tuple(
            (programme, self._cohorts[number, index], row, self._quote(number, index))
            for number, programme in enumerate(self._data.modular)
            for index, row in enumerate(programme.rows)
        )

    def _fits(self, number: int, index: int, cohort: AcademicYear | None, admitted_on: date | None) -> bool:
        """Tell whether a row holds for the day of intake or, where that isn't known, for the cohort."""
        row = self._data.modular[number].rows[index]
        if admitted_on is not None:
            return (row.effective_from or date.min) <= admitted_on <= (row.effective_to or date.max)
        return cohort is None or self._cohorts[number, index].holds(cohort)

    def _periods(self, number: int, programme: ModularProgramme) -> list[Problem]:
        problems = []
        periods = [(row.effective_from or date.min, row.effective_to or date.max) for row in programme.rows]
        for (first, before), (second, after) in combinations(enumerate(periods), 2):
            if before[0] <= after[1] and after[0] <= before[1]:
                message = f"overlaps the period of row {programme.rows[first].row}"
                problems.append(self._document.problem(("modular", number, "rows", second), message))
        return problems

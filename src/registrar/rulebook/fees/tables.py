"""All fee tables of a university, and the look-up of a price in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from registrar.kernel import AcademicYear, Citation, Money
from registrar.rulebook.academic_units import AcademicUnit
from registrar.rulebook.fees.extension import DoctoralExtension, TaughtExtension
from registrar.rulebook.fees.price import Answer, ExtraItem, FeeQuote, Missing, NotListed, NotOffered, Unpriced
from registrar.rulebook.fees.rows import DISSERTATION, FeeRow, ListedProgramme
from registrar.rulebook.fees.self_financed import SelfFinancedTable
from registrar.rulebook.fees.study_abroad import StudyAbroad
from registrar.rulebook.fees.ugc import UgcSchedule

TUITION = "tuition"
ONCE = "once"


@dataclass(frozen=True)
class FeeTables:
    """The tables of one university. Every look-up names the academic year of charge; the cohort picks the row.

    A price that no row gives is never taken from a neighbouring row: the answer is then NotListed or NotOffered.
    """

    units: Mapping[str, AcademicUnit]
    self_financed: tuple[SelfFinancedTable, ...]
    ugc: Mapping[AcademicYear, UgcSchedule]
    doctoral: Mapping[AcademicYear, DoctoralExtension]
    taught: Mapping[AcademicYear, TaughtExtension]
    study_abroad: Mapping[AcademicYear, StudyAbroad]
    _by_code: dict[tuple[AcademicYear, str], tuple[ListedProgramme, SelfFinancedTable]] = field(
        default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        """Index the programmes that have a code."""
        for table in self.self_financed:
            for programme in table.programmes:
                if programme.code is not None:
                    self._by_code[(table.year, programme.code)] = (programme, table)

    def programmes(self, charged_in: AcademicYear) -> tuple[ListedProgramme, ...]:
        """Return every self-financed programme listed for a year, in the order printed."""
        return tuple(item for table in self.self_financed if table.year == charged_in for item in table.programmes)

    def programme(self, code: str, charged_in: AcademicYear) -> ListedProgramme | None:
        """Return a listed programme by code."""
        found = self._by_code.get((charged_in, code))
        return found[0] if found else None

    def price(
        self,
        programme: str,
        stream: str | None,
        cohort: AcademicYear,
        residency: str,
        *,
        charged_in: AcademicYear,
        subject: str | None = None,
        subject_level: int | None = None,
        basis: str = TUITION,
        admitted_on: date | None = None,
    ) -> Answer:
        """Return the price of tuition (per credit, module or semester) or, with basis `dissertation`, of that.

        A row that lists the stream goes before one for all streams, a row for the very subject or level before the
        general one. Where the programme's own code has no row for the cohort, its predecessors' rows are taken.
        `admitted_on` is only needed where the price changes within a cohort, and the stream where it hangs on the
        stream. Without a subject, the general row counts.
        """
        rows = self._rows(programme, stream, cohort, charged_in, basis)
        if isinstance(rows, NotListed):
            return rows
        citations = rows[0].citations
        if admitted_on is not None:
            rows = tuple(row for row in rows if row.intake(admitted_on))
            if not rows:
                return NotListed(Missing.INTAKE, citations)
        answers: list[Answer] = []
        for period in dict.fromkeys((row.starts, row.ends) for row in rows):
            row = _of_subject([row for row in rows if (row.starts, row.ends) == period], subject, subject_level)
            answers.append(row if isinstance(row, NotListed) else _quoted(row, residency))
        return answers[0] if _same_amount(answers) else NotListed(Missing.INTAKE_UNKNOWN, citations)

    def row(
        self, programme: str, stream: str | None, cohort: AcademicYear, charged_in: AcademicYear
    ) -> FeeRow | NotListed:
        """Return the first tuition row of a student, for what stands beside the amounts (marks, extras)."""
        rows = self._rows(programme, stream, cohort, charged_in, TUITION)
        return rows if isinstance(rows, NotListed) else rows[0]

    def additional_item(
        self, item: str, programme: str, stream: str | None, cohort: AcademicYear, charged_in: AcademicYear
    ) -> tuple[ExtraItem | None, Answer]:
        """Return an item charged once on top of tuition, and its price."""
        row = self.row(programme, stream, cohort, charged_in)
        if isinstance(row, NotListed):
            return None, row
        listed, table = self._by_code[(charged_in, row.programme)]
        # A remark of the row itself goes before one that covers the whole programme.
        price = row.extras.get(item, listed.extras.get(item))
        known = table.items.get(item)
        if price is None:
            return known, NotListed(Missing.ITEM, row.citations)
        if isinstance(price, Money):
            return known, FeeQuote(price, ONCE, row.programme, row.source, row.citations)
        return known, _unpriced(price, row)

    def additional_items(self, row: FeeRow, charged_in: AcademicYear) -> tuple[str, ...]:
        """Return the codes of everything charged on top of a row's tuition, the row's own first."""
        listed, _ = self._by_code[(charged_in, row.programme)]
        return tuple(dict.fromkeys((*row.extras, *listed.extras)))

    def _rows(
        self, programme: str, stream: str | None, cohort: AcademicYear, charged_in: AcademicYear, basis: str
    ) -> tuple[FeeRow, ...] | NotListed:
        found = self._by_code.get((charged_in, programme))
        if found is None:
            known = any(table.year == charged_in for table in self.self_financed)
            return NotListed(Missing.PROGRAMME if known else Missing.YEAR, self._citations(charged_in))
        listed = found[0]
        citations = listed.rows[0].citations
        of_cohort = tuple(row for row in listed.rows if row.cohorts.holds(cohort))
        if not of_cohort:
            for code in listed.predecessors:
                before = self._rows(code, stream, cohort, charged_in, basis)
                if not isinstance(before, NotListed):
                    return before
            return NotListed(Missing.COHORT, citations)
        rows = _of_stream(of_cohort, stream)
        if not rows and stream is None:
            # Whatever the stream, the same rows: then it need not be known.
            every = [_of_stream(of_cohort, one) for one in listed.streams]
            rows = every[0] if len({_prices(found) for found in every}) == 1 else ()
            if not rows:
                return NotListed(Missing.STREAM_UNKNOWN, citations)
        if not rows:
            return NotListed(Missing.STREAM, citations)
        rows = tuple(row for row in rows if (row.basis == DISSERTATION) == (basis == DISSERTATION))
        return rows or NotListed(Missing.BASIS, citations)

    def _citations(self, charged_in: AcademicYear) -> tuple[Citation, ...]:
        table = next((table for table in self.self_financed if table.year == charged_in), None)
        return table.rows[0].citations if table else ()


def _of_stream(rows: tuple[FeeRow, ...], stream: str | None) -> tuple[FeeRow, ...]:
    """Keep the rows of a stream: those that list it, else those for all streams."""
    kept = tuple(row for row in rows if row.streams is not None and stream in row.streams)
    return kept or tuple(row for row in rows if row.streams is None)


def _prices(rows: Iterable[FeeRow]) -> frozenset[object]:
    """Return what rows charge, whichever streams they name, to see whether two streams are charged alike."""
    return frozenset((row.local, row.nonlocal_, row.basis, row.subjects, row.starts, row.ends) for row in rows)


def _same_amount(answers: list[Answer]) -> bool:
    """Tell whether all answers are one and the same price, or there is only one."""
    return len(answers) == 1 or len({item.amount if isinstance(item, FeeQuote) else item for item in answers}) == 1


def _of_subject(rows: Iterable[FeeRow], subject: str | None, level: int | None) -> FeeRow | NotListed:
    """Choose the row for the very subject or level, else the general one."""
    kept = tuple(rows)
    citations = kept[0].citations
    if level is None and any(row.subjects.kind == "levels" for row in kept):
        return NotListed(Missing.SUBJECT_LEVEL_UNKNOWN, citations)
    special = next((row for row in kept if row.subjects.special(subject, level)), None)
    if special is not None:
        return special
    general = next((row for row in kept if row.subjects.general and row.subjects.takes(subject)), None)
    return general or NotListed(Missing.SUBJECT, citations)


def _quoted(row: FeeRow, residency: str) -> Answer:
    price = row.price(residency)
    if not isinstance(price, Money):
        return _unpriced(price, row)
    return FeeQuote(
        amount=price,
        basis=row.basis,
        programme=row.programme,
        source=row.source,
        citations=row.citations,
        beyond_credit_fee=row.beyond_credit_fee,
        minimum_programme_fee=row.minimum_programme_fee,
    )


def _unpriced(price: Unpriced, row: FeeRow) -> Answer:
    if price is Unpriced.NOT_OFFERED:
        return NotOffered(row.source, row.citations)
    return NotListed(Missing.TO_BE_CONFIRMED, row.citations)

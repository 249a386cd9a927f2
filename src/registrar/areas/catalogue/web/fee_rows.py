"""A programme's fees as its page shows them: the rows of the fee tables, word for word, with their clauses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.web.cells import cells
from registrar.kernel import AcademicYear, Citation, Money
from registrar.rulebook.fees import FeeRow, FeeTables, UgcRate, Unpriced
from registrar.ui.joining import listed
from registrar.ui.parts import Cell, Column

PER = {
    "credit": _("per credit"),
    "semester": _("per semester"),
    "module": _("per module"),
    "dissertation": _("dissertation"),
    "year": _("per year"),
}
UNPRICED = {Unpriced.NOT_OFFERED: _("not offered"), Unpriced.TO_BE_CONFIRMED: _("to be confirmed")}
RESIDENCY = {"local": _("Local"), "nonlocal": _("Non-local")}


@dataclass(frozen=True)
class FeeTable:
    """A table with its heading's year and the clauses behind it."""

    year: AcademicYear
    columns: tuple[Column, ...]
    rows: list[list[Cell]]
    citations: tuple[Citation, ...]


def fee_table(fees: FeeTables, code: str, level: str, funding: str) -> FeeTable | None:
    """Return the newest table that prices the programme, or None."""
    if funding == "ugc":
        return _ugc(fees, level)
    for year in sorted({table.year for table in fees.self_financed}, reverse=True):
        listed = fees.programme(code, year)
        if listed is not None:
            rows = [cells(SELF_FINANCED, [*_self_financed(row)]) for row in listed.rows]
            return FeeTable(year, SELF_FINANCED, rows, _cited(row.citations for row in listed.rows))
    return None


SELF_FINANCED = (
    Column("cohorts", _("Year of admission")),
    Column("streams", _("Streams")),
    Column("local", _("Local"), numeric=True),
    Column("nonlocal", _("Non-local"), numeric=True),
    Column("per", _("Charged")),
    Column("subjects", _("Subjects")),
)
UGC = (
    Column("residency", _("Residency")),
    Column("cohorts", _("Year of admission")),
    Column("year", _("Full-time, per year"), numeric=True),
    Column("credit", _("Part-time, per credit"), numeric=True),
)


def _self_financed(row: FeeRow) -> Iterable[Any]:
    yield _cohorts(row.cohorts.text)
    yield listed(sorted(row.streams)) if row.streams else _("all")
    yield _price(row.local)
    yield _price(row.nonlocal_)
    yield PER.get(row.basis, row.basis)
    yield _subjects(row)


def _subjects(row: FeeRow) -> Any:
    condition = row.subjects
    codes = listed(sorted(condition.codes))
    if condition.kind == "only":
        return _("only %(codes)s") % {"codes": codes}
    if condition.kind == "except":
        return _("all but %(codes)s") % {"codes": codes}
    if condition.kind == "levels":
        return _("of level %(levels)s") % {"levels": listed(sorted(condition.levels))}
    return _("all")


def _ugc(fees: FeeTables, level: str) -> FeeTable | None:
    if not fees.ugc:
        return None
    year = max(fees.ugc)
    rates = [rate for rate in fees.ugc[year].tuition if level in rate.kinds]
    return FeeTable(year, UGC, [cells(UGC, _rate(rate)) for rate in rates], _cited(rate.citations for rate in rates))


def _rate(rate: UgcRate) -> list[Any]:
    credit = rate.credit if rate.credit is not None else "–"
    return [RESIDENCY[rate.residency], _cohorts(rate.cohorts.text), rate.year, credit]


def _price(price: Any) -> Any:
    return price if isinstance(price, Money) else UNPRICED[price]


def _cohorts(text: str) -> Any:
    return _("all") if text == "all" else text.replace(" - ", "–")


def _cited(groups: Iterable[tuple[Citation, ...]]) -> tuple[Citation, ...]:
    """Return one citation for each section: readers see sections, and several clauses of one look the same."""
    sections = {(c.edition, c.clause.rpartition("-")[0]): c for group in groups for c in reversed(group)}
    return tuple(sections.values())

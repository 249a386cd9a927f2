"""The fee tables, searchable, each row with its clause."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.quoting import year_told
from registrar.areas.finance.web.fee_tabs import fee_tabs
from registrar.areas.platform import clock
from registrar.kernel import AcademicYear, Citation, Money
from registrar.rulebook.fees import FeeRow, UgcRate, Unpriced, load_fees
from registrar.ui.joining import bracketed, listed
from registrar.ui.parts import Column, Filter, Link
from registrar.ui.templatetags.ui_decision import clause_url
from registrar.ui.views import ListPage
from registrar.ui.words import day, in_reader_language

LEVELS = {
    "bachelor": gettext_lazy("Bachelor's degree"),
    "higher_diploma": gettext_lazy("Higher Diploma"),
    "taught_postgraduate": gettext_lazy("Taught postgraduate"),
    "postgraduate_diploma": gettext_lazy("Postgraduate diploma"),
    "professional_doctorate": gettext_lazy("Professional doctorate"),
    "double_major": gettext_lazy("Additional year of a double major"),
    "double_degree": gettext_lazy("Additional year of a double degree"),
}
RESIDENCIES = [("local", gettext_lazy("Local")), ("nonlocal", gettext_lazy("Non-local"))]
BASES = {
    "credit": gettext_lazy("a credit"),
    "module": gettext_lazy("a module"),
    "semester": gettext_lazy("a semester"),
    "dissertation": gettext_lazy("the dissertation"),
}


class FeeTablePage(ListPage):
    """What the tables share: they show the prices of one year of charge, today's unless another is chosen."""

    policy = "public"
    template_name = "finance/fee_tables.html"
    page_size = 40
    tab = ""

    def charged(self, years: Iterable[str]) -> Filter:
        """The choice among years of charge, the newest first; tables that have none of today's show their newest."""
        known = sorted(set(years), reverse=True)
        told = str(year_told(settings.UNIVERSITY, clock.today()))
        default = told if told in known else next(iter(known), "")
        return Filter("charged", _("Charged in"), [(year, year) for year in known], default=default)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs."""
        return super().get_context_data(tabs=fee_tabs(self.tab), **kwargs)


class SelfFinancedFees(FeeTablePage):
    """Every printed price row of the self-financed table."""

    tab = "fees_self_financed"
    title = gettext_lazy("Tuition fees")
    lead = gettext_lazy("Every row of the self-financed table as the handbook prints it, with its clause.")
    columns = (
        Column("code", gettext_lazy("Programme")),
        Column("title", gettext_lazy("Title")),
        Column("streams", gettext_lazy("Streams")),
        Column("cohorts", gettext_lazy("Cohorts")),
        Column("local", gettext_lazy("Local"), numeric=True),
        Column("nonlocal", gettext_lazy("Non-local"), numeric=True),
        Column("basis", gettext_lazy("For")),
        Column("subjects", gettext_lazy("Subjects")),
        Column("year", gettext_lazy("Charged in")),
        Column("clause", gettext_lazy("Clause")),
    )
    search_label = gettext_lazy("Programme code, title or department")
    export_name = "self-financed-fees"

    def rows(self) -> Sequence[Any]:
        """Pairs of table and programme with each of its rows."""
        tables = load_fees(settings.UNIVERSITY).self_financed
        return [(table, item, row) for table in tables for item in table.programmes for row in item.rows]

    def search(self, rows: Any, text: str) -> Any:
        """By code, title in either language, or department."""
        wanted = text.casefold()
        return [
            found
            for found in rows
            if wanted in f"{found[1].code} {found[1].title.en} {found[1].title.zh} {found[1].department}".casefold()
        ]

    def get_filters(self) -> Sequence[Filter]:
        """By faculty or school, by level, by cohort and by year of charge."""
        tables = load_fees(settings.UNIVERSITY)
        headings = list(dict.fromkeys(table.heading for table in tables.self_financed))
        found = {item.level for table in tables.self_financed for item in table.programmes}
        cohorts = {year for _table, _item, row in self.rows() for year in _years(row)}
        return [
            Filter("school", _("Faculty or school"), [(code, tables.units[code].name) for code in headings]),
            Filter("level", _("Level"), [(key, label) for key, label in LEVELS.items() if key in found]),
            Filter("cohort", _("Cohort"), [(str(year), str(year)) for year in sorted(cohorts, reverse=True)]),
            self.charged(str(table.year) for table in tables.self_financed),
        ]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Those of a school, a level, a cohort or a year of charge."""
        if name == "school":
            return [found for found in rows if found[0].heading == value]
        if name == "level":
            return [found for found in rows if found[1].level == value]
        if name == "cohort":
            return [found for found in rows if value in {str(year) for year in _years(found[2])}]
        return [found for found in rows if str(found[0].year) == value]

    def link(self, item: Any) -> str:
        """The calculator, with the programme and a cohort of the row filled in."""
        table, programme, row = item
        if programme.code is None:
            return ""
        asked = {"programme": programme.code, "cohort": str(_years(row)[-1]), "year": str(table.year), "change": "1"}
        return f"{reverse('finance:calculator')}?{urlencode(asked)}"

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One row."""
        table, programme, row = item
        return {
            "code": programme.code or _("to be confirmed"),
            "title": in_reader_language(programme.title),
            "streams": listed(sorted(row.streams)) if row.streams else _("all"),
            "cohorts": bracketed(cohorts_shown(row.cohorts.text), intake_shown(row.starts, row.ends)),
            "local": _price(row.local),
            "nonlocal": _price(row.nonlocal_),
            "basis": BASES.get(row.basis, row.basis),
            "subjects": _subjects(row),
            "year": str(table.year),
            "clause": clause_link(row.citations[0]),
        }


class UgcFees(FeeTablePage):
    """The schedule of UGC-funded programmes."""

    belongs_to = ("finance:fees_self_financed",)
    tab = "fees_ugc"
    title = gettext_lazy("Tuition fees")
    lead = gettext_lazy("The schedule of UGC-funded programmes by level, residency and cohort, with its clauses.")
    columns = (
        Column("level", gettext_lazy("Level")),
        Column("residency", gettext_lazy("Residency")),
        Column("cohorts", gettext_lazy("Cohorts")),
        Column("year", gettext_lazy("Full-time, a year"), numeric=True),
        Column("credit", gettext_lazy("Part-time, a credit"), numeric=True),
        Column("extension", gettext_lazy("Extension, a semester"), numeric=True),
        Column("charged", gettext_lazy("Charged in")),
        Column("clause", gettext_lazy("Clause")),
    )
    export_name = "ugc-fees"

    def rows(self) -> Sequence[Any]:
        """Pairs of schedule and rate, the newest schedule first."""
        schedules = load_fees(settings.UNIVERSITY).ugc
        return [
            (schedule, rate)
            for year in sorted(schedules, reverse=True)
            for schedule in [schedules[year]]
            for rate in (*schedule.tuition, *schedule.additional)
        ]

    def get_filters(self) -> Sequence[Filter]:
        """By residency and by year of charge."""
        years = load_fees(settings.UNIVERSITY).ugc
        return [
            Filter("residency", _("Residency"), RESIDENCIES),
            self.charged(str(year) for year in years),
        ]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Those of a residency or of a year of charge."""
        if name == "residency":
            return [found for found in rows if found[1].residency == value]
        return [found for found in rows if str(found[0].year) == value]

    def cells(self, item: Any) -> Mapping[str, Any]:
        """One rate."""
        schedule, rate = item
        return {
            "level": _levels(rate),
            "residency": dict(RESIDENCIES)[rate.residency],
            "cohorts": cohorts_shown(rate.cohorts.text),
            "year": rate.year,
            "credit": rate.credit,
            "extension": rate.extension_semester,
            "charged": str(schedule.year),
            "clause": clause_link(rate.citations[0]),
        }


def _years(row: FeeRow) -> list[AcademicYear]:
    """Return the cohorts that a row prices, the oldest first."""
    return [AcademicYear(year) for low, high in row.cohorts.stretches for year in range(low, high + 1)]


def intake_shown(starts: date | None, ends: date | None) -> str:
    """Return from or until which day of admission a row holds, "" where it holds for all."""
    if starts is not None:
        return _("admitted from %(day)s") % {"day": day(starts)}
    return _("admitted until %(day)s") % {"day": day(ends)} if ends is not None else ""


def cohorts_shown(text: str) -> str:
    """Return years of admission in the reader's words; an open end is said."""
    if text == "all":
        return _("all")
    first, _dash, last = text.partition(" - ")
    if last == "open":
        return _("%(first)s and later") % {"first": first}
    if first == "open":
        return _("%(last)s and earlier") % {"last": last}
    return f"{first} – {last}" if last else text


def _levels(rate: UgcRate) -> str:
    return listed(LEVELS[kind] for kind in LEVELS if kind in rate.kinds)


def _price(price: Money | Unpriced) -> Any:
    if price is Unpriced.NOT_OFFERED:
        return _("not offered")
    return _("to be confirmed") if price is Unpriced.TO_BE_CONFIRMED else price


def _subjects(row: FeeRow) -> str:
    condition = row.subjects
    codes = listed(sorted(condition.codes))
    if condition.kind == "except":
        return _("all but %(codes)s") % {"codes": codes}
    if condition.kind == "levels":
        return _("level %(levels)s") % {"levels": listed(sorted(condition.levels))}
    return codes if condition.kind == "only" else _("all")


def clause_link(citation: Citation) -> Any:
    """Return a clause as a link to its text."""
    text, url = citation.clause, clause_url(citation)
    return Link(text, url) if url else text

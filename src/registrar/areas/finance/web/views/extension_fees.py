"""What extending a dissertation or thesis costs, and what Study Abroad students pay: the rest of the public tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.finance.web.views.fee_tables import FeeTablePage, clause_link, cohorts_shown, intake_shown
from registrar.kernel import AcademicYear, Bilingual, Citation
from registrar.rulebook.fees import FeeTables, Unpriced, load_fees
from registrar.ui.joining import bracketed, listed
from registrar.ui.parts import Column, Filter
from registrar.ui.words import in_reader_language, money

KINDS = [
    ("doctoral", gettext_lazy("Thesis, doctorates")),
    ("taught", gettext_lazy("Dissertation, taught programmes")),
    ("abroad", gettext_lazy("Study Abroad, in-bound")),
]


@dataclass(frozen=True, slots=True)
class Rate:
    """One printed row of the tables; `amount` is worded, since some rows are no plain amount."""

    kind: str
    year: AcademicYear
    amount: Any
    basis: str
    cohorts: str
    clause: Citation
    title: Bilingual
    programme: str = ""
    streams: str = ""
    intake: str = ""


class ExtensionFees(FeeTablePage):
    """Part C of the self-financed tables and the note on the Study Abroad Scheme."""

    belongs_to = ("finance:fees_self_financed",)
    tab = "fees_extension"
    title = gettext_lazy("Extension and Study Abroad")
    lead = gettext_lazy("What extending a thesis or dissertation costs, and what in-bound exchange students pay.")
    columns = (
        Column("programme", gettext_lazy("Programme")),
        Column("title", gettext_lazy("Title")),
        Column("streams", gettext_lazy("Streams")),
        Column("cohorts", gettext_lazy("Cohorts")),
        Column("amount", gettext_lazy("Amount"), numeric=True),
        Column("basis", gettext_lazy("For")),
        Column("year", gettext_lazy("Charged in")),
        Column("clause", gettext_lazy("Clause")),
    )
    search_label = gettext_lazy("Programme code or title")
    export_name = "extension-fees"

    def rows(self) -> Sequence[Rate]:
        """Every row, the doctorates first."""
        tables = load_fees(settings.UNIVERSITY)
        return [*_doctoral(tables), *_taught(tables), *_abroad(tables)]

    def search(self, rows: Any, text: str) -> Any:
        """By code or title in either language."""
        wanted = text.casefold()
        return [row for row in rows if wanted in f"{row.programme} {row.title.en} {row.title.zh}".casefold()]

    def get_filters(self) -> Sequence[Filter]:
        """By what is extended or paid, and by year of charge."""
        return [Filter("kind", _("Kind"), KINDS), self.charged(str(row.year) for row in self.rows())]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Those of a kind or of a year of charge."""
        return [row for row in rows if value in (row.kind, str(row.year))]

    def cells(self, item: Rate) -> Mapping[str, Any]:
        """One row."""
        return {
            "programme": item.programme or _("to be confirmed") if item.kind == "doctoral" else item.programme,
            "title": in_reader_language(item.title),
            "streams": item.streams,
            "cohorts": bracketed(cohorts_shown(item.cohorts), item.intake),
            "amount": item.amount,
            "basis": item.basis,
            "year": str(item.year),
            "clause": clause_link(item.clause),
        }


def _doctoral(tables: FeeTables) -> Iterator[Rate]:
    for table in tables.doctoral.values():
        for row in table.rows:
            per = row.schema.per_semesters
            yield Rate(
                kind="doctoral",
                year=table.year,
                amount=_("not offered") if isinstance(row.amount, Unpriced) else row.amount,
                basis=ngettext("a semester, to be confirmed", "%(per)s semesters, to be confirmed", per) % {"per": per},
                cohorts=row.cohorts.text,
                clause=table.citations[-1],
                programme=row.programme or "",
                title=row.schema.title.value(),
                streams=listed(sorted(row.streams)) if row.streams else _("all"),
            )


def _taught(tables: FeeTables) -> Iterator[Rate]:
    for table in tables.taught.values():
        times = {"times": table.credits_per_semester}
        yield Rate(
            kind="taught",
            year=table.year,
            amount=_("%(times)s times the credit fee") % times,
            basis=_("a semester"),
            cohorts="all",
            clause=table.citations[0],
            title=Bilingual("Every programme charged by credits", "所有按學分收費的課程"),
        )
        for programme, cohorts, row, quote in table.modular_rows:
            for amount, basis in ((quote.half_year, _("half a year")), (quote.year, _("a year"))):
                yield Rate(
                    kind="taught",
                    year=table.year,
                    amount=amount,
                    basis=basis,
                    cohorts=cohorts.text,
                    intake=intake_shown(row.effective_from, row.effective_to),
                    clause=quote.citations[0],
                    programme=programme.code,
                    title=programme.title.value(),
                    streams=_("all"),
                )


def _abroad(tables: FeeTables) -> Iterator[Rate]:
    for table in tables.study_abroad.values():
        for row in table.rows:
            yield Rate(
                kind="abroad",
                year=table.year,
                amount=_("the local rate") if row.amount is None else money(row.amount),
                basis=_("a credit") if row.basis == "credit" else _("a semester"),
                cohorts=row.cohorts.text,
                clause=table.citations[0],
                title=Bilingual("Programmes whose cohorts are marked", "入學學年附有標記的課程"),
            )

"""Charges outside tuition, public: those of the university and those of single programmes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.queries.other_fees import OtherFee, other_fees
from registrar.areas.finance.web.views.fee_tables import FeeTablePage, clause_link, cohorts_shown
from registrar.ui.parts import Column, Filter
from registrar.ui.words import in_reader_language

WHOSE = [("university", gettext_lazy("Charges of the university")), ("programme", gettext_lazy("Of single programmes"))]


class OtherFees(FeeTablePage):
    """Every charge that is no tuition; programmes' own charges name the department that tells its students."""

    belongs_to = ("finance:fees_self_financed",)
    tab = "fees_other"
    # All of a year on one page, so that it prints as a whole.
    page_size = 80
    template_name = "finance/other_fees.html"
    title = gettext_lazy("Other fees")
    lead = gettext_lazy("What is charged besides tuition, by the university and by single programmes.")
    columns = (
        Column("title", gettext_lazy("Charge")),
        Column("amount", gettext_lazy("Amount"), numeric=True),
        Column("programme", gettext_lazy("Programme")),
        Column("cohorts", gettext_lazy("Cohorts")),
        Column("told_by", gettext_lazy("Told by")),
        Column("charged", gettext_lazy("Charged in")),
        Column("clause", gettext_lazy("Clause")),
    )
    search_label = gettext_lazy("Charge, programme code, title or department")
    export_name = "other-fees"

    def rows(self) -> Sequence[OtherFee]:
        """Every charge of both editions."""
        return other_fees(settings.UNIVERSITY)

    def search(self, rows: Any, text: str) -> Any:
        """By title, programme or department."""
        wanted = text.casefold()
        return [item for item in rows if wanted in _searched(item)]

    def get_filters(self) -> Sequence[Filter]:
        """By whose charge it is and by year of charge."""
        return [
            Filter("whose", _("Whose charge"), WHOSE),
            self.charged(item.charged_in for item in self.rows()),
        ]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Those of the university or of programmes; those of a year."""
        if name == "whose":
            return [item for item in rows if bool(item.programme_title) == (value == "programme")]
        return [item for item in rows if item.charged_in == value]

    def cells(self, item: OtherFee) -> Mapping[str, Any]:
        """One charge."""
        return {
            "title": in_reader_language(item.title),
            "amount": item.amount if item.amount is not None else _("to be confirmed"),
            "programme": item.programme,
            "cohorts": cohorts_shown(item.cohorts) if item.cohorts else "",
            "told_by": in_reader_language(item.told_by) if item.told_by else "",
            "charged": item.charged_in,
            "clause": clause_link(item.clause) if item.clause else "",
        }


def _searched(item: OtherFee) -> str:
    parts = (item.title, item.programme_title, item.told_by)
    return " ".join([item.programme, *(f"{part.en} {part.zh}" for part in parts if part)]).casefold()

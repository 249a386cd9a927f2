"""The books of some days for a general ledger: a summary by account, and the entries as a file."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.queries.ledger import AccountSummary, account_summary, ledger_rows
from registrar.areas.finance.web.period_forms import PeriodForm, asked, first_of_month
from registrar.areas.finance.wording import transaction_title
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.kernel import Bilingual, Money, Period
from registrar.ui import exports
from registrar.ui.views import Page

ENTRIES = (
    *(_("Posting"), _("Date"), _("Kind"), _("Reference"), _("Account code")),
    *(_("Account name (English)"), _("Account name (Chinese)"), _("Student number"), _("Debit"), _("Credit")),
)
SUMMARY = (
    *(_("Account code"), _("Account name (English)"), _("Account name (Chinese)")),
    *(_("Opening balance"), _("Debit"), _("Credit"), _("Closing balance")),
)


class GeneralLedger(Page):
    """Opening balance, sides and closing balance of every account over some days, and the files of the same days."""

    policy = "finance.view_books"
    belongs_to = ("finance:journal",)
    template_name = "finance/general_ledger.html"
    title = _("Export to a general ledger")
    lead = _("One line for every entry posted in these days, with totals that balance.")

    @cached_property
    def form(self) -> PeriodForm:
        """The days as asked for; the month so far otherwise."""
        today = clock.today()
        return PeriodForm(asked(self.request.GET, start=first_of_month(today), end=today))

    @cached_property
    def period(self) -> Period | None:
        """The days; None where what was asked for is no stretch of days."""
        today = clock.today()
        return self.form.days(Period(first_of_month(today), today))

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the journal."""
        return [(_("Journal"), reverse("finance:journal"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or one of the files; a download is logged, since it names students."""
        kind, period = request.GET.get("export", ""), self.period
        if kind not in ("csv", "xlsx") or period is None:
            return super().get(request, *args, **kwargs)
        summary = request.GET.get("file") == "summary"
        if not summary:
            log_look(request, page="finance:general_ledger", subject="download:ledger")
        rows = _summary_rows(account_summary(period)) if summary else _entry_rows(period)
        name = f"{'ledger-summary' if summary else 'ledger'}-{period.start}-{period.end}"
        return cast("HttpResponse", exports.response(kind, name, SUMMARY if summary else ENTRIES, rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The summary with its totals; nothing for days that make no sense."""
        lines = account_summary(self.period) if self.period else []
        return super().get_context_data(
            form=self.form,
            period=self.period,
            lines=[_shown(line) for line in lines],
            debit=Money(sum((line.debit for line in lines), Decimal(0))),
            credit=Money(sum((line.credit for line in lines), Decimal(0))),
            posted=any(line.debit or line.credit for line in lines),
            **kwargs,
        )


def _shown(line: AccountSummary) -> dict[str, Any]:
    amounts = {name: Money(getattr(line, name)) for name in ("opening", "debit", "credit", "closing")}
    return {"code": line.code, "name": Bilingual(line.name_en, line.name_zh), **amounts}


def _summary_rows(lines: list[AccountSummary]) -> Iterator[Sequence[Any]]:
    """The accounts, and a last row of totals."""
    for line in lines:
        yield (line.code, line.name_en, line.name_zh, line.opening, line.debit, line.credit, line.closing)
    zero = Decimal("0.00")
    totals = [sum((getattr(line, name) for line in lines), zero) for name in ("opening", "debit", "credit", "closing")]
    yield ("", "Total", "合計", *totals)


def _entry_rows(period: Period) -> Iterator[Sequence[Any]]:
    """The entries, and a last row of totals, added up while they are written."""
    debit = credit = Decimal("0.00")
    for row in ledger_rows(period):
        debit, credit = debit + (row.debit or 0), credit + (row.credit or 0)
        about = (row.number, row.day, transaction_title(row.kind), row.reference, row.code, row.name_en, row.name_zh)
        yield (*about, row.student, row.debit, row.credit)
    yield ("", "", "", "", "", "Total", "合計", "", debit, credit)

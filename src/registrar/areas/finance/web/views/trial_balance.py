"""The trial balance: proof that the books balance."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.queries.books import BalanceLine, proof, trial_balance
from registrar.areas.finance.web.period_forms import AsAtForm, asked, first_of_month
from registrar.areas.platform import clock
from registrar.kernel import Bilingual, Money
from registrar.ui import exports
from registrar.ui.views import Page

HEADS = (
    *(gettext_lazy("Account code"), gettext_lazy("Account name (English)"), gettext_lazy("Account name (Chinese)")),
    *(gettext_lazy("Debit"), gettext_lazy("Credit"), gettext_lazy("Balance")),
)
TOTALLED = ("debit", "credit", "balance")


class TrialBalance(Page):
    """Every account with its sides, the totals, and the books added up anew."""

    policy = "finance.view_books"
    template_name = "finance/trial_balance.html"

    @cached_property
    def form(self) -> AsAtForm:
        """The day as asked for, today otherwise."""
        return AsAtForm(asked(self.request.GET, as_at=clock.today()))

    @cached_property
    def as_at(self) -> date:
        """The day at whose end the books are read; today where none is given."""
        return (self.form.is_valid() and self.form.cleaned_data["as_at"]) or clock.today()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the same lines as a file."""
        kind = request.GET.get("export", "")
        if kind not in ("csv", "xlsx") or not self.form.is_valid():
            return super().get(request, *args, **kwargs)
        name = f"trial-balance-{self.as_at}"
        return cast("HttpResponse", exports.response(kind, name, HEADS, _rows(trial_balance(self.as_at))))

    def get_title(self) -> str:
        """The heading."""
        return _("Trial balance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lines, totals, proof."""
        lines = trial_balance(self.as_at) if self.form.is_valid() else []
        zero = Money.zero().amount
        debit, credit = sum((line.debit for line in lines), zero), sum((line.credit for line in lines), zero)
        return super().get_context_data(
            lines=[
                {
                    "name": Bilingual(line.name_en, line.name_zh),
                    "code": line.code,
                    "debit": Money(line.debit),
                    "credit": Money(line.credit),
                    "balance": Money(line.balance),
                }
                for line in lines
            ],
            debit=Money(debit),
            credit=Money(credit),
            difference=Money(debit - credit),
            balances=debit == credit,
            proof=proof(),
            form=self.form,
            as_at=self.as_at if self.form.is_valid() else None,
            month_url=f"{reverse('finance:general_ledger')}?start={first_of_month(self.as_at)}&end={self.as_at}",
            **kwargs,
        )


def _rows(lines: list[BalanceLine]) -> Iterator[Sequence[Any]]:
    """The accounts, and a last row of totals."""
    for line in lines:
        yield (line.code, line.name_en, line.name_zh, line.debit, line.credit, line.balance)
    zero = Decimal("0.00")
    yield ("", "Total", "合計", *(sum((getattr(one, name) for one in lines), zero) for name in TOTALLED))

"""The trial balance: proof that the books balance."""

from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.finance.queries.books import proof, trial_balance
from registrar.areas.platform import clock
from registrar.kernel import Bilingual, Money
from registrar.ui.views import Page


class TrialBalance(Page):
    """Every account with its sides, the totals, and the books added up anew."""

    policy = "finance.view_books"
    template_name = "finance/trial_balance.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Trial balance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lines, totals, proof."""
        lines = trial_balance()
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
            today=clock.today(),
            **kwargs,
        )

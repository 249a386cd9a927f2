"""How fees are paid: the public page (polyu-2024-25:8C-19)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.particulars import particulars, where_more
from registrar.areas.platform import clock
from registrar.ui.views import Page


class HowToPay(Page):
    """What each channel needs; the channels that students are urged to use come first."""

    policy = "public"
    template_name = "finance/how_to_pay.html"
    title = _("How to pay")
    lead = _("Pay exactly the amount of the debit note, in one transaction, by its last day.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The channels of the edition of the day."""
        today = clock.today()
        ways = particulars(today)
        return super().get_context_data(
            preferred=[way for way in ways if way.preferred],
            others=[way for way in ways if not way.preferred],
            more=where_more(today),
            **kwargs,
        )

"""How and when fees are paid: the public page (polyu-2024-25:4A-04, 8A-20, 8C-19)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.finance.advice import pay_by_deadline
from registrar.areas.finance.particulars import particulars, where_more
from registrar.areas.platform import clock
from registrar.ui.views import Page


class HowToPay(Page):
    """The payment schedule, and what each channel needs; the channels that students are urged to use come first."""

    policy = "public"
    template_name = "finance/how_to_pay.html"
    title = _("How and when to pay")
    lead = _("Pay exactly the amount of the debit note, in one transaction, by its last day.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The terms that are not over, and the channels of the edition of the day."""
        today = clock.today()
        terms = sorted((term for term in all_terms() if term.ends_on >= today), key=lambda term: term.fee_deadline)
        schedule = [
            {"term": term.pk, "deadline": term.fee_deadline, "advice": pay_by_deadline(term.fee_deadline, today).result}
            for term in terms
        ]
        ways = particulars(today)
        return super().get_context_data(
            schedule=schedule,
            preferred=[way for way in ways if way.preferred],
            others=[way for way in ways if not way.preferred],
            more=where_more(today),
            **kwargs,
        )

"""Back from the bank: what came of it."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from registrar.areas.finance.models import BankOrder, Payment
from registrar.areas.finance.queries.held import due_on
from registrar.areas.finance.web import note_parts as parts
from registrar.kernel import Money
from registrar.ui.views import Page


class BankResult(Page):
    """The payment accepted with its receipt, or rejected with the reasons, or the bank's refusal."""

    belongs_to = ("finance:my_fees", "finance:notes")
    policy = "finance.pay_order"
    hide_refusal = True
    template_name = "finance/bank_result.html"

    @cached_property
    def order(self) -> BankOrder:
        """The order of the address."""
        rows = BankOrder.objects.select_related("debit_note__study")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def get_policy_object(self) -> BankOrder:
        """Only whoever was sent to the bank."""
        return self.order

    def get_title(self) -> str:
        """The heading."""
        return _("Payment of debit note %(number)s") % {"number": self.order.debit_note.number}

    def _due(self) -> Any:
        """What the note still asks for."""
        return due_on(self.order.debit_note)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The payment that the order led to, if the bank sent money."""
        payment = None
        if self.order.reference:
            rows = Payment.objects.select_related("decision", "receipt")
            payment = rows.filter(bank_reference=self.order.reference).first()
        return super().get_context_data(
            order=self.order,
            note=self.order.debit_note,
            amount=Money(self.order.debit_note.amount),
            payment=payment,
            held=payment is not None and payment.state == Payment.State.HELD,
            reversed=self.order.outcome == "reversed",
            deficit=Money(self._due()),
            accepted=payment is not None and payment.state == Payment.State.ACCEPTED,
            receipt=getattr(payment, "receipt", None),
            state=parts.state_tag(self.order.debit_note),
            **kwargs,
        )

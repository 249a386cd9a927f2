"""The sandbox bank: it stands in for a bank or payment gateway and behaves like one."""

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.answer_bank_order import Callback, answer_bank_order
from registrar.areas.finance.models import BankOrder
from registrar.areas.finance.signing import signature
from registrar.areas.finance.web.forms import SandboxForm
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.parts import Row
from registrar.ui.views import FormPage
from registrar.ui.words import moment

MORNING = time(10, 0)


class SandboxBank(FormPage):
    """Lets one try what a bank can do: pay exactly, pay wrongly, pay late, decline, or nothing at all."""

    belongs_to = ("finance:my_fees", "finance:notes")
    policy = "finance.pay_order"
    hide_refusal = True
    template_name = "finance/sandbox_bank.html"
    form_class = SandboxForm
    title = gettext_lazy("Sandbox bank")
    submit_label = gettext_lazy("Do this")

    @cached_property
    def order(self) -> BankOrder:
        """The order of the address; outside a demonstration there is no such bank."""
        if not settings.DEMONSTRATION:
            raise Http404
        rows = BankOrder.objects.select_related("debit_note__study")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def get_policy_object(self) -> BankOrder:
        """Only whoever was sent here."""
        return self.order

    def act(self, form: Any) -> str:
        """Send the university the signed answer that a real bank would send."""
        body = self._callback(form.cleaned_data["what"]).write()
        answer_bank_order(body, signature(body), now=clock.now())
        return reverse("finance:bank_result", args=[self.order.token])

    def _callback(self, what: str) -> Callback:
        order, now = self.order, clock.now()
        # What is credited is net of the handling that a transfer adds (polyu-2024-25:8C-14).
        amount = order.debit_note.amount + {"short": -1, "over": 1}.get(what, 0)
        credited = now
        if what == "late":
            day = order.debit_note.deadline + timedelta(days=1)
            credited = max(now, datetime.combine(day, MORNING, clock.HONG_KONG))
        outcome = what if what in ("declined", "abandoned") else "paid"
        return Callback(order.token, outcome, f"SBX-{order.token.hex[:16].upper()}", amount, credited)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The order as the bank sees it."""
        order = self.order
        rows = [
            Row(_("Payee"), _("The university")),
            Row(_("Debit note"), order.debit_note.number),
            Row(_("Paid through"), channel_title(order.channel)),
            Row(_("Amount"), Money(order.amount)),
            Row(_("Opened"), moment(order.opened_at)),
        ]
        return super().get_context_data(order=order, rows=rows, **kwargs)

"""The sandbox bank: it stands in for a bank or payment gateway and behaves like one."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.act_as_bank import act_as_bank
from registrar.areas.finance.actions.send_sandbox_calls import send_sandbox_calls
from registrar.areas.finance.models import BankOrder
from registrar.areas.finance.web.forms import SandboxForm
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.parts import Row
from registrar.ui.views import FormPage
from registrar.ui.words import moment


class SandboxBank(FormPage):
    """Lets one try what a bank can do: pay rightly, wrongly or late, decline, delay, double, lose or reverse."""

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
        """Do what was chosen, and send the university what a real bank would send by now."""
        act_as_bank(self.order, form.cleaned_data["what"], now=clock.now())
        send_sandbox_calls(now=clock.now())
        return reverse("finance:bank_result", args=[self.order.token])

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

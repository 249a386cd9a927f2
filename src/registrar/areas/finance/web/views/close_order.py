"""Closing a payment that the bank never told the outcome of."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.close_bank_order import close_bank_order
from registrar.areas.finance.models import BankOrder
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.ui.parts import Link, Row
from registrar.ui.views import ConfirmPage
from registrar.ui.words import moment


class CloseOrder(ConfirmPage):
    """Asks before an order is closed as unpaid; the bank is asked once more first."""

    belongs_to = ("finance:questions",)
    policy = "finance.keep_books"
    title = gettext_lazy("Close a payment that the bank never answered")
    submit_label = gettext_lazy("Ask once more and close it")
    warning = gettext_lazy(
        "Look for the money in the bank's statement first. The bank is asked once more; where it knows of no payment, "
        "the order is closed. Money that comes later all the same is still taken."
    )

    @cached_property
    def order(self) -> BankOrder:
        """The order of the address."""
        return get_object_or_404(BankOrder.objects.select_related("debit_note__study"), pk=self.kwargs["pk"])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to what waits."""
        return [(_("To be settled"), reverse("finance:questions"))]

    def get_cancel_url(self) -> str:
        """Back to what waits."""
        return reverse("finance:questions")

    def get_rows(self) -> list[Row]:
        """The order."""
        note = self.order.debit_note
        return [
            Row(_("Debit note"), Link(note.number, reverse("finance:note", args=[note.number]))),
            Row(_("Student"), note.study.student_number),
            Row(_("Amount"), Money(self.order.amount)),
            Row(_("Paid through"), channel_title(self.order.channel)),
            Row(_("Begun"), moment(self.order.opened_at)),
            Row(_("Order number"), str(self.order.token)),
        ]

    def act(self, form: Any) -> str:
        """Ask and close."""
        done = close_bank_order(self.order.pk, actor=self.request.user, now=clock.now())
        if done.answered:
            messages.success(self.request, _("The bank has answered. The debit note shows what came of it."))
            return reverse("finance:note", args=[self.order.debit_note.number])
        if done.out_of_reach:
            messages.error(self.request, _("The bank can't be reached now, so nothing has changed. Try again later."))
            return self.get_cancel_url()
        messages.success(self.request, _("The order is closed without a payment."))
        return self.get_cancel_url()

"""What the Finance Office does to a note: cancel it, or record that the bank took a payment back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.models import DebitNote, Payment
from registrar.areas.finance.queries.notes import all_notes
from registrar.areas.finance.web.note_parts import note_rows
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.rulebook.messages import both
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage
from registrar.ui.words import in_reader_language


class CancelNote(ConfirmPage):
    """Asks before a note is cancelled."""

    policy = "finance.keep_books"
    title = gettext_lazy("Cancel a debit note")
    submit_label = gettext_lazy("Cancel the note")
    submit_kind = "warning"
    warning = gettext_lazy("Its charges are reversed. What it asked for may then be charged anew.")

    @cached_property
    def note(self) -> DebitNote:
        """The note of the address; a charge of an office is waived instead, if need be by two persons."""
        return get_object_or_404(all_notes().filter(raised_charge=None), number=self.kwargs["number"])

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.note.number])

    def get_rows(self) -> list[Row]:
        """The note."""
        return note_rows(self.note, staff=True)

    def act(self, form: Any) -> str:
        """Cancel it, or say why not."""
        done = cancel_debit_note(self.note.pk, actor=self.request.user, now=clock.now())
        if done.refused is not None:
            messages.error(self.request, in_reader_language(both(done.refused)))
        else:
            messages.success(self.request, _("The debit note is cancelled."))
        return self.get_cancel_url()


class TakeBack(ConfirmPage):
    """Asks before a payment is reversed."""

    belongs_to = ("finance:notes",)
    policy = "finance.keep_books"
    title = gettext_lazy("Record that the bank took a payment back")
    submit_label = gettext_lazy("Reverse the payment")
    submit_kind = "warning"
    warning = gettext_lazy("The note is owed again, and the charge for a rejected payment stands on a note of its own.")

    @cached_property
    def payment(self) -> Payment:
        """The payment of the address."""
        return get_object_or_404(Payment.objects.select_related("debit_note"), pk=self.kwargs["pk"])

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.payment.debit_note.number])

    def get_rows(self) -> list[Row]:
        """The payment."""
        return [
            Row(_("Debit note"), self.payment.debit_note.number),
            Row(_("Amount"), Money(self.payment.amount)),
            Row(_("Paid through"), channel_title(self.payment.channel)),
            Row(_("Bank reference"), self.payment.bank_reference),
        ]

    def act(self, form: Any) -> str:
        """Reverse it."""
        take_back_payment(self.payment.pk, actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The payment is reversed and the note is owed again."))
        return self.get_cancel_url()

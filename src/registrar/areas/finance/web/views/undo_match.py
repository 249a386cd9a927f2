"""Taking a payment off a note that it wasn't meant for."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.undo_match import undo_match, what_stops
from registrar.areas.finance.models import Payment
from registrar.areas.finance.queries.resting import resting_on
from registrar.areas.finance.web.forms import UndoMatchForm
from registrar.areas.finance.web.note_parts import state_tag
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.finance.wording import channel_title, refund_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.rulebook.messages import both
from registrar.ui.joining import bracketed
from registrar.ui.parts import Link, Row
from registrar.ui.views import ConfirmPage
from registrar.ui.words import day, in_reader_language, moment


class UndoMatch(ConfirmPage):
    """Shows what follows before a payment is taken off its note, or why it can't be."""

    belongs_to = ("finance:unmatched",)
    policy = "finance.keep_books"
    template_name = "finance/undo_match.html"
    form_class = UndoMatchForm
    title = gettext_lazy("Take a payment off its debit note")
    lead = gettext_lazy("For money that was put to the wrong student's note, by hand or by the number quoted.")
    submit_label = gettext_lazy("Take it off")
    submit_kind = "warning"

    @cached_property
    def payment(self) -> Payment:
        """The payment of the address."""
        rows = Payment.objects.select_related("debit_note__study__student__person", "receipt")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def late(self) -> bool:
        """Whether the note's last day of payment has passed."""
        return self.payment.debit_note.deadline < clock.today()

    def get_form_kwargs(self) -> dict[str, Any]:
        """A later day is asked for only where the note's own has passed."""
        return {"today": clock.today(), "late": self.late}

    def get_cancel_url(self) -> str:
        """Back to the note."""
        return reverse("finance:note", args=[self.payment.debit_note.number])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the note."""
        return [(_("Debit note %(number)s") % {"number": self.payment.debit_note.number}, self.get_cancel_url())]

    def get_rows(self) -> list[Row]:
        """The payment and whose note it stands on."""
        payment, note = self.payment, self.payment.debit_note
        student = bracketed(person_name(note.study.student.person), note.study.student_number)
        return [
            Row(_("Debit note"), Link(note.number, self.get_cancel_url())),
            Row(_("Student"), student),
            Row(_("Amount"), Money(payment.amount + payment.handling)),
            Row(_("Paid through"), channel_title(payment.channel)),
            Row(_("Bank reference"), payment.bank_reference),
            Row(_("Received"), moment(payment.received_at)),
            Row(_("State"), state_tag(payment)),
        ]

    def follows(self) -> list[str]:
        """What taking it off leads to, one sentence each."""
        note, receipt = self.payment.debit_note, getattr(self.payment, "receipt", None)
        said = {"number": note.number, "by": day(note.deadline)}
        owed = _("Debit note %(number)s is unpaid again; its last day of payment is %(by)s.") % said
        if self.late:
            owed = _("Debit note %(number)s is overdue at once: its last day of payment was %(by)s.") % said
            owed += " " + _("The holds of an unpaid note return, unless you give a later day.")
        lines = [_("The booking is reversed; both postings stay in the journal."), owed]
        if receipt is not None:
            lines.append(_("Receipt %(number)s becomes void.") % {"number": receipt.number})
        return [
            *lines,
            _("The student is told, with an apology; no rejected payment is charged."),
            _("The money waits without a note, with its history, to be matched or sent back."),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What follows, or what stands against it."""
        stopped = what_stops(self.payment, self.payment.debit_note)
        resting = resting_on(self.payment.debit_note).refunds if stopped else ()
        return super().get_context_data(
            stopped=stopped.refused and both(stopped.refused) if stopped else None,
            cure=both(stopped.cure.message) if stopped and stopped.cure else None,
            refunds=[
                Link(
                    bracketed(refund_title(one.kind), Money(one.amount)),
                    reverse("finance:refund", args=[one.pk]),
                )
                for one in resting
            ],
            follows=[] if stopped else self.follows(),
            **kwargs,
        )

    def act(self, form: Any) -> str:
        """Take it off, or say why not."""
        done = undo_match(
            self.payment.pk,
            form.cleaned_data["reason"],
            actor=self.request.user,
            now=clock.now(),
            new_deadline=form.cleaned_data.get("new_deadline"),
        )
        if done.undone is None:
            if done.refused is not None:
                messages.error(self.request, in_reader_language(both(done.refused)))
            return self.get_cancel_url()
        messages.success(
            self.request, _("The payment is taken off the note. Put it to the right one, or send it back.")
        )
        if done.undone.waiting.matched_to_id is not None or done.undone.waiting.returned_at is not None:
            return self.get_cancel_url()
        return reverse("finance:match_unmatched", args=[done.undone.waiting_id])

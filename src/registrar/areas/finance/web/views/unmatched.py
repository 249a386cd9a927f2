"""Money that settles no note: the queue, and sending it back."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.ask_return import ask_return
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.models import UnmatchedPayment
from registrar.areas.finance.queries.questions import (
    kept_by_state,
    kept_by_text,
    kept_payments,
    unmatched_payments,
)
from registrar.areas.finance.web.forms import ReturnForm
from registrar.areas.finance.web.refund_parts import person_name
from registrar.areas.finance.wording import channel_title
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.rulebook.messages import both
from registrar.ui.parts import Column, Filter, Link, Row, Tag
from registrar.ui.views import ConfirmPage, FormPage, ListPage
from registrar.ui.words import in_reader_language, moment


class Unmatched(ListPage):
    """All money that could not be put to a note at once, and what became of it."""

    policy = "finance.view_books"
    title = gettext_lazy("Money without a note")
    lead = gettext_lazy(
        "Put it to the note that it was meant for, or send it back. Until then it is owed to whoever paid."
    )
    columns = (
        Column("reference", gettext_lazy("Bank reference")),
        Column("number", gettext_lazy("Number quoted")),
        Column("channel", gettext_lazy("Paid through")),
        Column("received", gettext_lazy("Received"), sort="received_at"),
        Column("amount", gettext_lazy("Amount"), numeric=True, sort="amount"),
        Column("reason", gettext_lazy("Why it waits")),
        Column("state", gettext_lazy("State")),
    )
    default_sort = "received_at"
    search_label = gettext_lazy("Bank reference or number quoted")
    export_name = "money-without-a-note"
    empty_title = gettext_lazy("All money has found its note")

    def get_filters(self) -> Sequence[Filter]:
        """By state, reason and channel."""
        asked = ("asked", _("To be released"))
        states = [("waiting", _("Waiting")), asked, ("matched", _("Matched")), ("returned", _("Sent back"))]
        return [
            Filter("state", _("State"), states, default="waiting"),
            Filter("reason", _("Why it waits"), UnmatchedPayment.Reason.choices),
        ]

    def rows(self) -> QuerySet[UnmatchedPayment]:
        """All of it; those that wait are chosen at first."""
        return kept_payments()

    def search(self, rows: Any, text: str) -> Any:
        """By reference or number."""
        return kept_by_text(rows, text)

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By what became of it, or why it waits."""
        return kept_by_state(rows, value) if name == "state" else rows.filter(reason=value)

    def cells(self, item: UnmatchedPayment) -> Mapping[str, Any]:
        """One payment."""
        return {
            "reference": item.bank_reference,
            "number": item.quoted_number or "–",
            "channel": channel_title(item.channel),
            "received": moment(item.received_at),
            "amount": Money(item.amount),
            "reason": item.get_reason_display(),
            "state": _state(item),
        }

    def link(self, item: UnmatchedPayment) -> str:
        """What can be done with it, while it waits."""
        return reverse("finance:match_unmatched", args=[item.pk]) if _waits(item) else ""


def _waits(item: UnmatchedPayment) -> bool:
    return item.matched_to_id is None and item.returned_at is None


def _state(item: UnmatchedPayment) -> Tag | Link:
    if item.matched_to is not None:
        number = item.matched_to.debit_note.number
        return Link(_("Matched: %(number)s") % {"number": number}, reverse("finance:note", args=[number]))
    if not _waits(item):
        return Tag(_("Sent back"), "grey")
    return Tag(_("To be released"), "blue") if item.return_asked_at else Tag(_("Waiting"), "orange")


class ReturnUnmatched(FormPage):
    """Says why the money should go back; another person releases it."""

    belongs_to = ("finance:unmatched",)
    policy = "finance.keep_books"
    template_name = "finance/match.html"
    form_class = ReturnForm
    title = gettext_lazy("Send a payment back")
    submit_label = gettext_lazy("Propose to send it back")

    @cached_property
    def waiting(self) -> UnmatchedPayment:
        """The money of the address, while it waits."""
        return get_object_or_404(unmatched_payments(), pk=self.kwargs["pk"])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the queue."""
        return [(_("Money without a note"), reverse("finance:unmatched"))]

    def get_cancel_url(self) -> str:
        """Back to the queue."""
        return reverse("finance:unmatched")

    def act(self, form: Any) -> str:
        """Note the proposal."""
        ask_return(self.waiting.pk, form.cleaned_data["reason"], actor=self.request.user, now=clock.now())
        messages.success(self.request, _("Proposed. A second person has to release it."))
        return self.get_cancel_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What came in."""
        return super().get_context_data(rows=waiting_rows(self.waiting), **kwargs)


class ReleaseReturn(ConfirmPage):
    """Asks the second person before the money is booked as sent back."""

    belongs_to = ("finance:unmatched",)
    policy = "finance.release_return"
    title = gettext_lazy("Release a payment that goes back")
    submit_label = gettext_lazy("Release it")
    warning = gettext_lazy("It is booked as sent back. The bank has to be told to do it.")

    @cached_property
    def waiting(self) -> UnmatchedPayment:
        """The money of the address, while it is proposed to go back."""
        return get_object_or_404(kept_by_state(kept_payments(), "asked"), pk=self.kwargs["pk"])

    def get_policy_object(self) -> UnmatchedPayment:
        """Whoever proposed it may not release it; the same form sent twice is answered as the first time."""
        return get_object_or_404(kept_payments(), pk=self.kwargs["pk"])

    def get_rows(self) -> list[Row]:
        """What came in, who proposes to send it back, and why."""
        asked = self.waiting
        return [
            *waiting_rows(asked),
            Row(_("Proposed by"), asked.return_asked_by.person if asked.return_asked_by else "–"),
            Row(_("Reason"), asked.return_reason),
        ]

    def get_cancel_url(self) -> str:
        """Back to the queue."""
        return reverse("finance:unmatched")

    def act(self, form: Any) -> str:
        """Post it, or say why not."""
        done = return_payment(self.waiting.pk, actor=self.request.user, now=clock.now())
        if done.refused is not None:
            messages.error(self.request, in_reader_language(both(done.refused)))
        else:
            messages.success(self.request, _("The payment is booked as sent back. Tell the bank to do it."))
        return self.get_cancel_url()


def waiting_rows(waiting: UnmatchedPayment) -> list[Row]:
    """Return the particulars of money that waits."""
    return [
        Row(_("Bank reference"), waiting.bank_reference),
        Row(_("Number quoted"), waiting.quoted_number or "–"),
        Row(_("Amount"), Money(waiting.amount)),
        Row(_("Paid through"), channel_title(waiting.channel)),
        Row(_("Received"), moment(waiting.received_at)),
        Row(_("Why it waits"), waiting.get_reason_display()),
    ]


def undone_rows(waiting: UnmatchedPayment) -> list[Row]:
    """Return the notes that the money stood on before, each with when, by whom and why it was taken off; one query."""
    rows = waiting.undone_matches.select_related("payment__debit_note", "undone_by__person")
    return [
        Row(
            moment(row.undone_at),
            _("Taken off debit note %(number)s by %(person)s: %(reason)s")
            % {
                "number": row.payment.debit_note.number,
                "person": person_name(row.undone_by.person) if row.undone_by else "–",
                "reason": row.reason,
            },
        )
        for row in rows
    ]

"""Batches of refunds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.models import Refund, RefundBatch
from registrar.areas.finance.queries.refunds import all_batches, held_totals, refund_totals
from registrar.areas.finance.web.refund_parts import counted, refund_tag
from registrar.areas.platform import clock
from registrar.kernel import Money
from registrar.rulebook.messages import both
from registrar.ui.joining import labelled, phrase
from registrar.ui.parts import Column, Filter, Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, ListPage
from registrar.ui.words import in_reader_language, money


class RefundBatches(ListPage):
    """Every batch, the newest first."""

    policy = "finance.view_books"
    belongs_to = ("finance:refunds",)
    title = gettext_lazy("Batches of refunds")
    lead = gettext_lazy("One person prepares a batch, another one releases it with a file for the bank.")
    columns = (
        Column("number", gettext_lazy("Batch"), sort="number"),
        Column("prepared", gettext_lazy("Prepared"), sort="prepared_at"),
        Column("by", gettext_lazy("Prepared by")),
        Column("released", pgettext_lazy("refund batch", "Released"), sort="released_at"),
        Column("released_by", gettext_lazy("Released by")),
        Column("lines", gettext_lazy("Refunds"), numeric=True, sort="lines_count"),
        Column("amount", gettext_lazy("Amount"), numeric=True, sort="amount"),
        Column("state", gettext_lazy("State"), sort="state"),
    )
    default_sort = "-number"
    export_name = "refund-batches"
    empty_title = gettext_lazy("No batches")

    def rows(self) -> QuerySet[RefundBatch]:
        """Every batch."""
        return all_batches()

    def get_filters(self) -> Sequence[Filter]:
        """By state."""
        return [Filter("state", _("State"), RefundBatch.State.choices)]

    def cells(self, item: RefundBatch) -> Mapping[str, Any]:
        """One batch."""
        return {
            "number": item.number,
            "prepared": item.prepared_at,
            "by": str(item.prepared_by.person),
            "released": item.released_at or "–",
            "released_by": str(item.released_by.person) if item.released_by else "–",
            "lines": item.lines_count,
            "amount": Money(item.amount),
            "state": refund_tag(item),
        }

    def link(self, item: RefundBatch) -> str:
        """The batch's own page."""
        return reverse("finance:refund_batch", args=[item.number])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the refunds."""
        return [(_("Refunds"), reverse("finance:refunds"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Preparing one, for those who may."""
        may = permits("finance.manage_refunds", self.request.user)
        actions = [Link(_("Prepare a batch"), reverse("finance:prepare_batch"))] if may else []
        return super().get_context_data(page_actions=actions, **kwargs)


class PrepareBatch(ConfirmPage):
    """Asks before all refunds that are due go into a batch."""

    policy = "finance.manage_refunds"
    belongs_to = ("finance:refunds",)
    title = gettext_lazy("Prepare a batch of refunds")
    submit_label = gettext_lazy("Prepare the batch")
    cancel_url = reverse_lazy("finance:refund_batches")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the batches."""
        return [
            (_("Refunds"), reverse("finance:refunds")),
            (_("Batches of refunds"), reverse("finance:refund_batches")),
        ]

    def get_rows(self) -> list[Row]:
        """What is due and what is held, and why; held ones are looked at once more and go along when they may."""
        totals = refund_totals()
        rows = []
        for state in (Refund.State.DUE, Refund.State.HELD):
            count, amount = totals.get(state, (0, Money.zero().amount))
            rows += [Row(state.label, counted(count)), Row(_("Amount"), Money(amount))]
        reasons = held_totals()
        for reason in Refund.HeldFor:
            if reason in reasons:
                count, amount = reasons[reason]
                rows.append(
                    Row(labelled(pgettext("refund", "Held"), reason.label), phrase(counted(count), money(amount)))
                )
        return rows

    def get_warning(self) -> str:
        """Who releases it."""
        return _("Somebody else of the Finance Office must release it.")

    def act(self, form: Any) -> str:
        """Prepare it, or say why there is none."""
        done = prepare_batch(actor=self.request.user, now=clock.now())
        if done.batch is None:
            if done.refused is not None:
                messages.error(self.request, in_reader_language(both(done.refused)))
            return self.get_cancel_url()
        messages.success(self.request, _("Batch %(number)s is prepared.") % {"number": done.batch.number})
        return reverse("finance:refund_batch", args=[done.batch.number])

"""One batch: its lines with the bank accounts, its release and its file."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from registrar.areas.finance.actions.cancel_batch import cancel_batch
from registrar.areas.finance.actions.release_batch import release_batch
from registrar.areas.finance.hong_kong_banks import bank_name
from registrar.areas.finance.models import RefundBatch, RefundLine
from registrar.areas.finance.queries.refunds import all_batches, lines_of_batch
from registrar.areas.finance.web.refund_parts import person_name, refund_tag
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look, log_looks
from registrar.kernel import Money
from registrar.rulebook.messages import both
from registrar.ui.parts import Column, Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, ListPage, PolicyView
from registrar.ui.views.policy_view import Page
from registrar.ui.words import in_reader_language, moment


class OneBatch(Page):
    """What the pages of one batch share."""

    policy = "finance.view_books"
    belongs_to = ("finance:refunds",)

    @cached_property
    def batch(self) -> RefundBatch:
        """The batch of the address."""
        batch = all_batches().filter(number=self.kwargs["number"]).first()
        if batch is None:
            raise Http404
        return batch

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the batches."""
        return [
            (_("Refunds"), reverse("finance:refunds")),
            (_("Batches of refunds"), reverse("finance:refund_batches")),
        ]

    def get_cancel_url(self) -> str:
        """Back to the batch."""
        return reverse("finance:refund_batch", args=[self.batch.number])

    def batch_rows(self) -> list[Row]:
        """The batch in a few lines."""
        batch = self.batch
        rows = [
            Row(_("State"), refund_tag(batch)),
            Row(_("Refunds"), batch.lines_count),
            Row(_("Amount"), Money(batch.amount)),
            Row(_("Prepared"), f"{batch.prepared_by.person} · {moment(batch.prepared_at)}"),
        ]
        if batch.released_by is not None and batch.released_at is not None:
            rows.append(
                Row(pgettext("refund batch", "Released"), f"{batch.released_by.person} · {moment(batch.released_at)}")
            )
            rows.append(Row("SHA-256", batch.file_sha256))
        return rows


class RefundBatchPage(OneBatch, ListPage):
    """The lines, to look over and to print. The Finance Office sees account numbers whole, and each look is logged."""

    template_name = "finance/refund_batch.html"
    columns = (
        Column("id", pgettext_lazy("refund", "Payment"), sort="end_to_end_id"),
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("holder", gettext_lazy("Account holder")),
        Column("bank", gettext_lazy("Bank")),
        Column("account", pgettext_lazy("bank", "Account")),
        Column("amount", gettext_lazy("Amount"), numeric=True, sort="amount"),
        Column("state", gettext_lazy("State")),
    )
    default_sort = "end_to_end_id"
    page_size = 100
    export_name = "refund-batch"

    @cached_property
    def whole(self) -> bool:
        """Whether this person may see account numbers whole."""
        return permits("finance.see_bank_accounts", self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page or the download; a download shows every line, and is logged as such."""
        self.shown: list[int] = []
        wanted = request.GET.get("export", "")
        if self.whole and wanted in ("csv", "xlsx"):
            keys = lines_of_batch(self.batch).order_by().values_list("refund__study_id", flat=True)
            log_looks(request, page=f"finance:refund_batch:{wanted}", subjects=[f"study:{key}" for key in keys])
        response = super().get(request, *args, **kwargs)
        if self.whole and not wanted:
            log_looks(request, page="finance:refund_batch", subjects=[f"study:{key}" for key in self.shown])
        return response

    def get_title(self) -> str:
        """The heading."""
        return _("Batch %(number)s") % {"number": self.batch.number}

    def rows(self) -> QuerySet[RefundLine]:
        """Its lines."""
        return lines_of_batch(self.batch)

    def cells(self, item: RefundLine) -> Mapping[str, Any]:
        """One line."""
        self.shown.append(item.refund.study_id)
        account = item.bank_account
        return {
            "id": item.end_to_end_id,
            "student": item.refund.study.student_number,
            "name": person_name(item.refund.study.student.person),
            "holder": account.holder_name,
            "bank": in_reader_language(bank_name(account.bank_code)),
            "account": account.full if self.whole else account.masked,
            "amount": Money(item.amount),
            "state": self._state(item),
        }

    def link(self, item: RefundLine) -> str:
        """The refund's page."""
        return reverse("finance:refund", args=[item.refund_id])

    def _state(self, item: RefundLine) -> Tag:
        if item.returned_at is not None:
            return Tag(_("Returned by the bank"), "red")
        if item.dropped_at is not None:
            return Tag(pgettext("refund", "Dropped"), "grey")
        return Tag(pgettext("refund", "Paid"), "green") if item.transaction_id else Tag(_("In the batch"), "blue")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The batch, and what may be done with it."""
        batch, user, address = self.batch, self.request.user, [self.batch.number]
        actions = []
        prepared = batch.state == RefundBatch.State.PREPARED
        if prepared and permits("finance.release_batch", user, batch):
            actions.append(Link(_("Release this batch"), reverse("finance:release_batch", args=address)))
        if prepared and permits("finance.manage_refunds", user):
            actions.append(Link(_("Cancel this batch"), reverse("finance:cancel_batch", args=address)))
        if batch.file is not None and self.whole:
            actions.append(Link(_("File for the bank (pain.001)"), reverse("finance:batch_file", args=address)))
        own = prepared and permits("finance.manage_refunds", user) and batch.prepared_by_id == user.pk
        return super().get_context_data(rows=self.batch_rows(), own=own, page_actions=actions, **kwargs)


class ReleaseBatch(OneBatch, ConfirmPage):
    """Asks the second person before money leaves."""

    policy = "finance.release_batch"
    title = gettext_lazy("Release a batch of refunds")
    submit_label = gettext_lazy("Release the batch")
    warning = gettext_lazy(
        "The refunds are booked as paid and the file for the bank is made. Refunds whose bank account was changed "
        "since are dropped and wait."
    )

    def get_policy_object(self) -> RefundBatch:
        """Whoever prepared it may not release it."""
        return self.batch

    def get_rows(self) -> list[Row]:
        """The batch."""
        return self.batch_rows()

    def act(self, form: Any) -> str:
        """Release it, or say why not."""
        done = release_batch(self.batch.pk, actor=self.request.user, now=clock.now())
        if done.refused is not None:
            messages.error(self.request, in_reader_language(both(done.refused)))
        else:
            messages.success(self.request, _("The batch is released. Download its file for the bank."))
        if done.dropped:
            messages.warning(self.request, _("Refunds dropped from the batch: %(count)s") % {"count": done.dropped})
        return self.get_cancel_url()


class CancelBatch(OneBatch, ConfirmPage):
    """Asks before a batch is taken apart."""

    policy = "finance.manage_refunds"
    title = gettext_lazy("Cancel a batch of refunds")
    submit_label = gettext_lazy("Cancel the batch")
    submit_kind = "warning"
    warning = gettext_lazy("Its refunds wait for the next batch.")

    def get_rows(self) -> list[Row]:
        """The batch."""
        return self.batch_rows()

    def act(self, form: Any) -> str:
        """Cancel it, or say why not."""
        refused = cancel_batch(self.batch.pk, actor=self.request.user, now=clock.now())
        if refused is not None:
            messages.error(self.request, in_reader_language(both(refused)))
        else:
            messages.success(self.request, _("The batch is cancelled."))
        return self.get_cancel_url()


class BatchFile(PolicyView):
    """The file for the bank, as it was made at the release."""

    policy = "finance.see_bank_accounts"

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send it, and log the look at everybody in it."""
        batch = all_batches().filter(number=number).first()
        if batch is None or batch.file is None:
            raise Http404
        log_look(request, page="finance:refund_batch:file", subject=f"refund_batch:{batch.number}")
        response = HttpResponse(bytes(batch.file.content), content_type="application/xml")
        response["Content-Disposition"] = f'attachment; filename="{batch.number}.xml"'
        return response

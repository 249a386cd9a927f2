"""A receipt, on the page and as a document."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.letters import receipt_pdf
from registrar.areas.finance.models import Receipt
from registrar.areas.finance.queries.taken_back import receipt_taken_off, receipt_void_on
from registrar.areas.finance.web import note_parts as parts
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.ui.parts import Link
from registrar.ui.views import Page, PolicyView


class OneReceipt(PolicyView):
    """What the two views of a receipt share. A student sees it from the day that its channel promises (8C-05)."""

    policy = "finance.view_receipt"
    hide_refusal = True

    @cached_property
    def receipt(self) -> Receipt:
        """The receipt of the address."""
        rows = Receipt.objects.select_related(
            "payment__debit_note__study__student__person",
            "payment__debit_note__study__programme",
            "payment__decision",
            "payment__transaction__reversed_by",
        ).prefetch_related("payment__debit_note__lines__subject")
        receipt = rows.filter(number=self.kwargs["number"]).first()
        if receipt is None:
            raise Http404
        return receipt

    @property
    def own(self) -> bool:
        """Whether the student looks at an own receipt."""
        return bool(self.receipt.payment.debit_note.study.student_id == self.request.user.pk)

    @property
    def available(self) -> bool:
        """Whether it may be seen already; staff always may."""
        return not self.own or self.receipt.available_on <= clock.today()

    def get_policy_object(self) -> Receipt:
        """The receipt decides who may see it."""
        return self.receipt


class ReceiptPage(OneReceipt, Page):
    """A receipt."""

    belongs_to = ("finance:notes", "finance:my_fees")
    template_name = "finance/receipt.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; a look by staff is logged."""
        if not self.own:
            log_look(request, page="finance:receipt", subject=f"study:{self.receipt.payment.debit_note.study_id}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """The heading."""
        return _("Receipt %(number)s") % {"number": self.receipt.number}

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to my fees."""
        return [(_("My fees"), reverse("finance:my_fees"))] if self.own else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The particulars and the lines that were paid."""
        pdf = Link(_("Print as PDF"), reverse("finance:receipt_pdf", args=[self.receipt.number]))
        return super().get_context_data(
            receipt=self.receipt,
            available=self.available,
            void_on=receipt_void_on(self.receipt),
            taken_off=receipt_taken_off(self.receipt),
            rows=parts.receipt_rows(self.receipt),
            decision=self.receipt.payment.decision.body,
            page_actions=[pdf] if self.available else [],
            **kwargs,
        )


class ReceiptFile(OneReceipt):
    """The receipt as PDF."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send the document; not before it may be seen."""
        if not self.available:
            raise Http404
        response = HttpResponse(receipt_pdf(self.receipt), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="receipt-{number}.pdf"'
        return response

"""The orders that offices deal with."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import SETTLED, matching_orders, orders_for
from registrar.areas.awards.web.order_parts import fee, state_tag
from registrar.areas.platform.looking import log_looks
from registrar.ui.parts import Column, Filter, Link
from registrar.ui.policy import permits
from registrar.ui.views import ListPage

State = DocumentOrder.State
TO_DO = "to_do"
ONLY_DOWNLOADED = frozenset({"fee", "delivery", "tracking"})
UNPAID_STATES = (State.AWAITING_PAYMENT, State.LAPSED)


class OrderList(ListPage):
    """Search, filter by document and state, download; what is to be done first at the top."""

    policy = "awards.view_orders"
    title = _("Orders of documents")
    lead = _("Orders that have reached the offices. What is not paid for has not been submitted and is not here.")
    columns = (
        Column("number", _("Order"), sort="number"),
        Column("document", _("Document"), sort="form"),
        Column("student", _("Student")),
        Column("name", _("Name")),
        Column("copies", _("Copies"), numeric=True, sort="copies"),
        Column("ordered", _("Ordered on"), sort="ordered_at"),
        Column("fee", _("Fee")),
        Column("delivery", _("Delivery"), sort="delivery"),
        Column("state", _("State"), sort="state"),
        Column("tracking", _("Tracking number")),
    )
    default_sort = "ordered_at"
    search_label = _("Order, student number, name or tracking number")
    export_name = "document-orders"
    empty_title = _("No orders")
    empty_text = _("Orders appear here once their fee is paid, or at once where there is none.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them; whoever takes the list away leaves a trace with each student."""
        if request.GET.get("export") in ("csv", "xlsx"):
            keys = self.matching().order_by().values_list("study_id", flat=True)
            log_looks(request, page="awards:orders", subjects=[f"study:{key}" for key in keys])
        return super().get(request, *args, **kwargs)

    def get_columns(self) -> Sequence[Column]:
        """All of them in a download; on the page those that say what is to be done."""
        if self.request.GET.get("export"):
            return self.columns
        return [column for column in self.columns if column.key not in ONLY_DOWNLOADED]

    def rows(self) -> QuerySet[DocumentOrder]:
        """The submitted orders of the reader's office."""
        return orders_for(self.request.user)

    def search(self, rows: Any, text: str) -> Any:
        """By number, student or tracking number."""
        return matching_orders(rows, text)

    def get_filters(self) -> Sequence[Filter]:
        """By document and by state."""
        states = [(one.value, one.label) for one in State if one not in UNPAID_STATES]
        return [
            Filter("form", _("Document"), DocumentOrder.Form.choices),
            Filter("state", _("State"), [(TO_DO, _("To be done now")), *states]),
        ]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """By state as it is this moment: an order is paid as soon as its fee is."""
        paid = Q(state=State.PAID) | (Q(state=State.AWAITING_PAYMENT) & SETTLED)
        if name == "state" and value == State.PAID:
            return rows.filter(paid)
        if name == "state" and value == TO_DO:
            return rows.filter(paid | Q(state__in=(State.RECEIVED, State.PRINTED, State.AWAITING_DECISION)))
        return rows.filter(**{name: value})

    def cells(self, item: DocumentOrder) -> Mapping[str, Any]:
        """One order."""
        return {
            "number": item.number,
            "document": DocumentOrder.Form(item.form).label,
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "copies": item.copies,
            "ordered": item.ordered_at.date(),
            "fee": fee(item),
            "delivery": item.get_delivery_display(),
            "state": state_tag(item),
            "tracking": item.tracking_number or "–",
        }

    def link(self, item: DocumentOrder) -> str:
        """The order's own page."""
        return reverse("awards:order", args=[item.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way to the holds."""
        may = permits("awards.view_holds", self.request.user)
        actions = [Link(_("Certifications withheld"), reverse("awards:holds"))] if may else []
        return super().get_context_data(page_actions=actions, **kwargs)

"""What the pages about one order share."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import one_order
from registrar.areas.awards.web.order_parts import order_title
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage


class OneOrder(ConfirmPage):
    """The order of the address, and the way back to it."""

    hide_refusal = True
    belongs_to = ("awards:my_documents", "awards:orders")

    @cached_property
    def order(self) -> DocumentOrder:
        """The order of the address."""
        order = one_order(self.kwargs["number"])
        if order is None:
            raise Http404
        return order

    def get_policy_object(self) -> DocumentOrder:
        """Ask the policy about this one."""
        return self.order

    def get_caption(self) -> str:
        """Which order it is."""
        return self.order.number

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list that the reader comes from."""
        own = self.order.study.student_id == self.request.user.pk
        back = (_("Order a document"), "awards:my_documents") if own else (_("Orders of documents"), "awards:orders")
        return [(back[0], reverse(back[1])), (self.order.number, self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the order."""
        return reverse("awards:order", args=[self.order.number])

    def get_rows(self) -> list[Row]:
        """The order in a few lines."""
        person = self.order.study.student.person
        return [
            Row(_("Student"), f"{self.order.study.student_number} {person.in_full}"),
            Row(_("Document"), order_title(self.order)),
            Row(_("Copies"), self.order.copies),
        ]

"""Ordering documents: what there is, and what was ordered."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.awards.deciding import SERVICES
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import orders_of
from registrar.areas.awards.web import order_parts as parts
from registrar.areas.platform import clock
from registrar.rulebook import decide
from registrar.ui.views import Page

Form = DocumentOrder.Form
WHAT_FOR = {
    Form.TRANSCRIPT: _("Every subject and result, on paper, for universities and employers."),
    Form.TESTIMONIAL: _("That you study or studied here, without subjects and results."),
    Form.CERTIFICATION: _("For graduates whose parchment is lost, damaged or destroyed."),
    Form.TRUE_COPY: _("A certified copy of the parchment: bring the original to your Faculty or School Office."),
}


class MyDocuments(Page):
    """The four documents with their prices, and the student's orders."""

    policy = "awards.order_documents"
    template_name = "awards/my_documents.html"
    title = _("Order a document")
    lead = _("Documents that prove your study or your award, from the Academic Registry.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What can be ordered and what was."""
        today = clock.today()
        offers = [
            {
                "form": form.value,
                "title": form.label,
                "what_for": WHAT_FOR[form],
                "price": decide(
                    "finance.service_charge",
                    {"service": SERVICES[form.value], "quantity": 1},
                    as_of=today,
                    university=settings.UNIVERSITY,
                ).result.get("amount"),
                "url": reverse("awards:order_document", args=[form.value]),
            }
            for form in Form
        ]
        orders = [
            {
                "order": order,
                "title": parts.order_title(order),
                "state": parts.state_tag(order),
                "fee": parts.fee(order),
                "next": parts.next_step(order),
                "url": reverse("awards:order", args=[order.number]),
            }
            for order in orders_of(self.request.user)
        ]
        return super().get_context_data(offers=offers, orders=orders, **kwargs)

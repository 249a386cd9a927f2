"""One order: what it is, how far it has come, and why."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.awards.deciding import decide_hold, decide_lapse
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.certificates import certificates_of
from registrar.areas.awards.queries.document_orders import TO_CANCEL, TO_PREPARE, one_order, state_of
from registrar.areas.awards.web import order_parts as parts
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.ui.parts import Link
from registrar.ui.policy import permits
from registrar.ui.views import Page

State = DocumentOrder.State
Form = DocumentOrder.Form


class OrderPage(Page):
    """The student's own order, or a submitted one for the office that deals with it."""

    belongs_to = ("awards:my_documents", "awards:orders")
    policy = "awards.view_order"
    hide_refusal = True
    template_name = "awards/order.html"

    @cached_property
    def order(self) -> DocumentOrder:
        """The order of the address."""
        order = one_order(self.kwargs["number"])
        if order is None:
            raise Http404
        return order

    @cached_property
    def own(self) -> bool:
        """Whether it is the reader's own."""
        return self.order.study.student_id == self.request.user.pk

    def get_policy_object(self) -> DocumentOrder:
        """Ask the policy about this one."""
        return self.order

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; a look by anybody else is logged."""
        if not self.own:
            log_look(request, page="awards:order", subject=f"study:{self.order.study_id}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """The heading."""
        return parts.order_title(self.order)

    def get_caption(self) -> str:
        """Its number."""
        return self.order.number

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        if self.own:
            return [(_("Order a document"), reverse("awards:my_documents"))]
        return [(_("Orders of documents"), reverse("awards:orders"))]

    def _actions(self) -> list[Link]:
        """What may be done now."""
        order, state = self.order, state_of(self.order)
        links = []
        if self.own:
            if order.state == State.WITHHELD:
                links.append(self._link(_("Look again"), "awards:resume_order"))
            if state in TO_CANCEL:
                links.append(self._link(_("Cancel this order"), "awards:cancel_order"))
        if permits("awards.process_order", self.request.user, order):
            if state in TO_PREPARE and order.form != Form.TRUE_COPY:
                links.append(self._link(_("Prepare the document"), "awards:prepare_order"))
            if state == State.PRINTED:
                links.append(self._link(_("Send or hand over"), "awards:dispatch_order"))
            if state == State.AWAITING_DECISION:
                links.append(self._link(_("Decide on the reason"), "awards:answer_order"))
        if state == State.RECEIVED and permits("awards.certify_copy", self.request.user, order):
            links.append(self._link(_("Certify at the counter"), "awards:certify_copy"))
        return links

    def _link(self, text: str, name: str) -> Link:
        return Link(text, reverse(name, args=[self.order.number]))

    def _files(self) -> list[Link]:
        """What was printed: for the offices, and the electronic version for the graduate."""
        order = self.order
        if self.own and not order.electronic:
            return []
        found = [Link(one.number, reverse("awards:certificate", args=[one.number])) for one in certificates_of(order)]
        transcript: Any = order.transcript
        if transcript is not None:
            found.append(Link(transcript.number, reverse("awards:transcript", args=[transcript.number])))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about the order."""
        order = self.order
        pay = parts.next_step(order) if self.own and state_of(order) == State.AWAITING_PAYMENT else None
        hold = decide_hold(order.study_id, order.form, clock.today()) if order.state == State.WITHHELD else None
        lapse = decide_lapse(order, clock.today(), begun=False) if pay else None
        return super().get_context_data(
            order=order,
            own=self.own,
            lapses_on=lapse.result.get("lapses_on") if lapse else None,
            pay=pay if isinstance(pay, Link) else None,
            hold=hold,
            at_counter=self.own and order.form == Form.TRUE_COPY and order.state == State.RECEIVED,
            rows=parts.order_rows(order, staff=not self.own),
            steps=parts.order_steps(order),
            files=self._files(),
            page_actions=self._actions(),
            **kwargs,
        )

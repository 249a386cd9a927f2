"""What the offices do to an order: decide on it, prepare it, send it, certify a copy at the counter."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.answer_order import answer_order
from registrar.areas.awards.actions.certify_copy import certify_copy
from registrar.areas.awards.actions.dispatch_order import dispatch_order
from registrar.areas.awards.actions.prepare_order import prepare_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.web.of_order import OneOrder
from registrar.areas.awards.web.order_forms import AnswerForm, CertifyForm, DispatchForm
from registrar.areas.awards.web.order_parts import address_lines
from registrar.areas.platform import clock
from registrar.ui.parts import Row

State = DocumentOrder.State


class PrepareOrder(OneOrder):
    """Makes the document."""

    policy = "awards.process_order"
    title = gettext_lazy("Prepare the document")
    lead = gettext_lazy("It is made from the record as released today, numbered, and kept as it is.")
    submit_label = gettext_lazy("Prepare")

    def act(self, form: Any) -> Any:
        """Prepare it, or show what withholds it."""
        address = self.request.build_absolute_uri(reverse("awards:check"))
        done = prepare_order(self.order.pk, address=address, actor=self.request.user, now=clock.now())
        if done.done:
            messages.success(self.request, _("The document is ready to be printed."))
        elif done.withheld is not None:
            messages.warning(self.request, _("Something is open against the student, so the order is withheld."))
        else:
            messages.warning(self.request, _("Somebody else has dealt with this order, or it is not paid."))
        return self.get_cancel_url()


class DispatchOrder(OneOrder):
    """Closes an order as sent or handed over."""

    policy = "awards.process_order"
    title = gettext_lazy("Send or hand over")
    form_class = DispatchForm
    submit_label = gettext_lazy("Close the order")

    def get_initial(self) -> dict[str, Any]:
        """As the student asked."""
        return {"delivery": self.order.delivery}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whether there is an electronic version to hand over."""
        return {"electronic": self.order.electronic}

    def get_rows(self) -> list[Row]:
        """The order and where it goes."""
        address = [Row(_("Address"), address_lines(self.order.address))] if self.order.address else []
        return [*super().get_rows(), *address]

    def act(self, form: Any) -> str:
        """Close it, unless somebody else has."""
        data = form.cleaned_data
        done = dispatch_order(
            self.order.pk,
            delivery=data["delivery"],
            tracking_number=data["tracking_number"],
            actor=self.request.user,
            now=clock.now(),
        )
        if done:
            messages.success(self.request, _("The order is closed."))
        else:
            messages.warning(self.request, _("Somebody else has closed this order already; nothing was changed."))
        return self.get_cancel_url()


class AnswerOrder(OneOrder):
    """Decides on an order for a reason that the handbook doesn't name."""

    policy = "awards.process_order"
    title = gettext_lazy("Decide on the reason")
    form_class = AnswerForm
    submit_label = gettext_lazy("Decide")

    def get_rows(self) -> list[Row]:
        """The order and the reason given."""
        return [*super().get_rows(), Row(_("Reason given"), self.order.reason)]

    def act(self, form: Any) -> str:
        """Record the answer."""
        data = form.cleaned_data
        answer_order(
            self.order.pk,
            agreed=data["agreed"] == "yes",
            reason=data["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        messages.success(self.request, _("The answer is recorded, and the student is told."))
        return self.get_cancel_url()


class CertifyCopy(OneOrder):
    """Certifies true copies at the counter."""

    policy = "awards.certify_copy"
    title = gettext_lazy("Certify at the counter")
    form_class = CertifyForm
    submit_label = gettext_lazy("Record it")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whether more than one copy was ordered."""
        return {"copies": self.order.copies}

    def get_rows(self) -> list[Row]:
        """The order and the reason given for more copies."""
        reason = [Row(_("Reason given"), self.order.reason)] if self.order.reason else []
        return [*super().get_rows(), *reason]

    def act(self, form: Any) -> Any:
        """Record what the rule allows, or show why nothing is certified."""
        more = {"yes": True, "no": False}.get(form.cleaned_data.get("more", ""))
        # The policy has found that the office is of the award's Faculty.
        done = certify_copy(
            self.order.pk,
            original_seen=form.cleaned_data["original_seen"] == "yes",
            right_office=True,
            more=more,
            actor=self.request.user,
            now=clock.now(),
        )
        if done.refused:
            return done.decision
        if done.decision is None:
            messages.warning(self.request, _("Somebody else has dealt with this order already."))
        elif done.order.state == State.RECEIVED:
            messages.success(self.request, _("One copy is certified; the others wait for your decision."))
        else:
            messages.success(self.request, _("The order is closed."))
        return self.get_cancel_url()

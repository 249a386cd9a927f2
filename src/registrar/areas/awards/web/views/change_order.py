"""What the student does to an order: look at a withheld one again, or take it back."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.cancel_order import cancel_order
from registrar.areas.awards.actions.resume_orders import resume_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import settled
from registrar.areas.awards.web.of_order import OneOrder
from registrar.areas.platform import clock


class CancelOrder(OneOrder):
    """Asks before an order is taken back."""

    policy = "awards.change_own_order"
    title = gettext_lazy("Cancel this order")
    submit_label = gettext_lazy("Cancel the order")
    submit_kind = "warning"

    def get_warning(self) -> Any:
        """That a paid fee is not given back."""
        if self.order.charge_id is not None and settled(self.order):
            return _("The fee that you paid is not given back. Your receipt stays.")
        return ""

    def act(self, form: Any) -> str:
        """Cancel it, unless it was prepared meanwhile."""
        if cancel_order(self.order.pk, actor=self.request.user, now=clock.now()):
            messages.success(self.request, _("The order is cancelled."))
        else:
            messages.warning(self.request, _("The document has been prepared already, so the order stands."))
        return self.get_cancel_url()


class ResumeOrder(OneOrder):
    """Looks again at what withholds an order."""

    policy = "awards.change_own_order"
    title = gettext_lazy("Look again")
    lead = gettext_lazy("If nothing is open any more, the order goes on at once.")
    submit_label = gettext_lazy("Look again")

    def act(self, form: Any) -> str:
        """Take it on, or say that it still waits."""
        order = resume_order(self.order.pk, actor=self.request.user, now=clock.now())
        if order.state == DocumentOrder.State.WITHHELD:
            messages.warning(self.request, _("Something is still open, so the order waits."))
        else:
            messages.success(self.request, _("The order goes on."))
        return self.get_cancel_url()

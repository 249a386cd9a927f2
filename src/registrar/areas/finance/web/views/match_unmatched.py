"""Putting unmatched money to its note."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.match_payment import match_payment
from registrar.areas.finance.models import UnmatchedPayment
from registrar.areas.finance.queries.questions import unmatched_payments
from registrar.areas.finance.web.forms import MatchForm
from registrar.areas.finance.web.views.unmatched import undone_rows, waiting_rows
from registrar.areas.platform import clock
from registrar.ui.parts import Link
from registrar.ui.policy import permits
from registrar.ui.views import FormPage


class MatchUnmatched(FormPage):
    """Names the note; the rules of payment decide whether the money settles it."""

    belongs_to = ("finance:unmatched",)
    policy = "finance.keep_books"
    template_name = "finance/match.html"
    form_class = MatchForm
    title = gettext_lazy("Match a payment")
    submit_label = gettext_lazy("Put it to this note")

    @cached_property
    def waiting(self) -> UnmatchedPayment:
        """The money of the address, while it waits."""
        return get_object_or_404(unmatched_payments(), pk=self.kwargs["pk"])

    def get_cancel_url(self) -> str:
        """Back to the queue."""
        return reverse("finance:unmatched")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the queue."""
        return [(_("Money without a note"), reverse("finance:unmatched"))]

    def act(self, form: Any) -> Any:
        """Decide it."""
        number = form.cleaned_data["number"]
        answer = match_payment(self.waiting.pk, number, actor=self.request.user, now=clock.now())
        if answer.accepted:
            messages.success(self.request, _("The payment settles debit note %(number)s.") % {"number": number})
            return reverse("finance:note", args=[number])
        if answer.held:
            messages.success(
                self.request, _("The transfer is held towards debit note %(number)s.") % {"number": number}
            )
            return reverse("finance:note", args=[number])
        if answer.decision is not None:
            return answer.decision
        if answer.unmatched is not None:
            form.add_error("number", _("This payment was rejected and has to be sent back."))
            return self.show(form, key=self.idempotency_key, status=422)
        form.add_error("number", _("There is no debit note with this number."))
        return self.show(form, key=self.idempotency_key, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What came in."""
        waiting = self.waiting
        actions = [Link(_("Send it back"), reverse("finance:return_unmatched", args=[waiting.pk]))]
        may_release = permits("finance.release_return", self.request.user, waiting)
        if waiting.return_asked_at and may_release:
            actions.append(Link(_("Release it"), reverse("finance:release_return", args=[waiting.pk])))
        return super().get_context_data(
            rows=waiting_rows(waiting),
            history=undone_rows(waiting),
            kept_decision=waiting.decision.body if waiting.decision else None,
            own_proposal=waiting.return_asked_at is not None and not may_release,
            only_back=waiting.rejected_id is not None,
            page_actions=actions,
            **kwargs,
        )

"""A student asks to leave a subject after add/drop."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.file_withdrawal import file_withdrawal, judge_withdrawal
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.withdrawals import requests_of
from registrar.areas.registration.web.forms import WithdrawForm
from registrar.areas.registration.web.views.my_steps import OwnRegistration
from registrar.kernel import Decision, Outcome
from registrar.ui.views import FormPage


class Withdraw(OwnRegistration, FormPage):
    """Says first whether a request can be filed now, who decides, and what leaving costs."""

    belongs_to = ("registration:subjects",)
    policy = "registration.change_own"
    hide_refusal = True
    template_name = "registration/withdraw.html"
    form_class = WithdrawForm
    title = gettext_lazy("Ask to leave a subject")
    submit_label = gettext_lazy("Send the request")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decision as it would be taken now, unless one was just taken, and an open request."""
        if "decision" not in kwargs:
            kwargs["preview"] = judge_withdrawal(self.registration, clock.now())
        possible = "preview" not in kwargs or kwargs["preview"].outcome is Outcome.NEEDS_APPROVAL
        mine = [one for one in requests_of(self.study.pk) if one.registration_id == self.registration.pk]
        asked = next((one for one in mine if one.state == "open"), None)
        return super().get_context_data(possible=possible and asked is None, asked=asked, **kwargs)

    def act(self, form: Any) -> str | Decision:
        """File it, or show why not."""
        try:
            outcome = file_withdrawal(
                self.registration.pk, reason=form.cleaned_data["reason"], actor=self.request.user, now=clock.now()
            )
        except Registration.DoesNotExist as gone:
            raise Http404 from gone
        if outcome.decision.outcome is not Outcome.NEEDS_APPROVAL:
            return outcome.decision
        said = _("Your request is with the Subject Teacher. Keep attending until it is decided.")
        messages.success(self.request, said)
        return self.get_cancel_url()

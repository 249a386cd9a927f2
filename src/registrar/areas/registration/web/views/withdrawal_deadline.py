"""The teaching department sets until when students can ask to leave a subject."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.registration.actions.set_withdrawal_deadline import set_withdrawal_deadline
from registrar.areas.registration.web.forms import DeadlineForm
from registrar.areas.registration.web.views.offering import OfOffering
from registrar.kernel import Decision
from registrar.ui.views import FormPage
from registrar.ui.words import day


class WithdrawalDeadline(OfOffering, FormPage):
    """One day; empty for the eve of the examinations."""

    belongs_to = ("registration:offerings",)
    policy = "registration.manage_offering"
    hide_refusal = True
    form_class = DeadlineForm
    title = gettext_lazy("Last day to ask to leave the subject")
    submit_label = gettext_lazy("Set the day")

    def get_lead(self) -> str:
        """The latest day that there can be."""
        text = _("Examinations begin on {day}; the deadline is before that day. Leave it empty for the day before.")
        return text.format(day=day(self.offering.term.exams_from))

    def get_initial(self) -> dict[str, Any]:
        """The day as it is."""
        return {"deadline": self.offering.withdraw_by}

    def get_cancel_url(self) -> str:
        """Back to the offering."""
        return reverse("registration:offering", args=[self.offering.pk])

    def act(self, form: Any) -> str | Decision:
        """Set it, or show why not."""
        deadline = form.cleaned_data["deadline"]
        decision = set_withdrawal_deadline(self.offering.pk, deadline, actor=self.request.user, now=clock.now())
        if deadline is not None and not decision.allowed:
            return decision
        messages.success(self.request, _("The last day is set."))
        return self.get_cancel_url()

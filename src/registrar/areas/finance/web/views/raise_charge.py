"""Charging one student."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.offices import desks_of
from registrar.areas.finance.web.charge_forms import ChargeForm
from registrar.areas.platform import clock
from registrar.ui.views import FormPage


class RaiseCharge(FormPage):
    """A form; the answer is the charge, or the clauses that refuse it."""

    belongs_to = ("finance:charges",)
    policy = "finance.raise_charges"
    form_class = ChargeForm
    title = gettext_lazy("Raise a charge")
    lead = gettext_lazy("The student gets a debit note and a notice at once. A mistake is waived, never edited.")
    submit_label = gettext_lazy("Raise the charge")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Charges and fines"), reverse("finance:charges"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The offices that the user sits in."""
        return {"desks": desks_of(self.request.user)}

    def get_initial(self) -> dict[str, Any]:
        """The student and the record that a page has led here from."""
        return {name: self.request.GET.get(name, "")[:60] for name in ("number", "reference")}

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("finance:charges")

    def act(self, form: Any) -> str | HttpResponseBase | Any:
        """Charge, or show why not; a reference that was charged before leads to its charge."""
        data, desk = form.cleaned_data, form.desk()
        cause = Cause(
            data["kind"],
            data["number"],
            data["reference"],
            quantity=data["quantity"],
            reason=data["reason"],
            office=desk.office,
            department=desk.department,
            amount=data["amount"],
            facts=form.facts(),
        )
        (answer,) = raise_charges([cause], actor=self.request.user, now=clock.now())
        if answer.taken:
            form.add_error("reference", _("This reference was charged to another student before."))
            return self.show(form, key=self.idempotency_key, status=422)
        if answer.charge is None:
            return answer.decision
        self._say(answer.charge, repeated=answer.repeated)
        return reverse("finance:charge", args=[answer.charge.pk])

    def _say(self, charge: RaisedCharge, *, repeated: bool) -> None:
        if repeated:
            messages.info(self.request, _("This reference was charged before, so nothing was done."))
        elif charge.state == RaisedCharge.State.CHARGED:
            messages.success(self.request, _("The charge is raised and the student has been told."))
        elif charge.state == RaisedCharge.State.ASKED:
            messages.warning(self.request, _("No rule prices this charge. It waits for the Finance Office."))
        else:
            messages.info(self.request, _("Nothing is due for this."))

"""One charge outside tuition: what it is, waiving it, pricing it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.waive_charge import second_waiver, waive_charge
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import ChargeWaiver, RaisedCharge
from registrar.areas.finance.offices import EVERYWHERE, desks_of, kind_title
from registrar.areas.finance.queries.raised_charges import raised_charges, waiver_of
from registrar.areas.finance.web.charge_forms import AmountForm, SecondForm, WaiveForm
from registrar.areas.finance.web.charge_parts import charge_rows
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.ui.parts import Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, Page
from registrar.ui.words import in_reader_language, moment


class _OfCharge:
    """The charge of the address, and who may see it."""

    kwargs: dict[str, Any]
    request: HttpRequest
    belongs_to: tuple[str, ...] = ("finance:charges",)
    hide_refusal = True

    @cached_property
    def charge(self) -> RaisedCharge:
        """The charge with student, note and decision."""
        rows = raised_charges(None).select_related("decision", "raised_by__person")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> RaisedCharge:
        """The charge decides."""
        return self.charge

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Charges and fines"), reverse("finance:charges"))]

    def own_office(self) -> str:
        """The office that the user acts for: the one that raised the charge, else the Finance Office."""
        mine = {desk.office for desk in desks_of(self.request.user)}
        return self.charge.office if self.charge.office in mine and EVERYWHERE not in mine else EVERYWHERE


class ChargePage(_OfCharge, Page):
    """The charge, its decision, and its waiver; a look is logged."""

    policy = "finance.view_charge"
    template_name = "finance/charge.html"

    def get_title(self) -> str:
        """What for."""
        return in_reader_language(kind_title(self.charge.kind) or self.charge.kind)

    def get_caption(self) -> str:
        """The office's record."""
        return str(self.charge.reference)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Particulars, waiver, and what can be done."""
        log_look(self.request, page="finance:charge", subject=f"study:{self.charge.study_id}")
        waiver = waiver_of(self.charge)
        return super().get_context_data(
            charge=self.charge,
            rows=charge_rows(self.charge, self.request.user),
            waiver=_waiver_rows(waiver) if waiver else [],
            decision=self.charge.decision.body,
            page_actions=self._actions(waiver),
            **kwargs,
        )

    def _actions(self, waiver: ChargeWaiver | None) -> list[Link]:
        user, charge = self.request.user, self.charge
        actions = []
        if charge.state == RaisedCharge.State.ASKED and permits("finance.price_charge", user):
            actions.append(Link(_("Set the amount"), reverse("finance:price_charge", args=[charge.pk])))
        if charge.state == RaisedCharge.State.CHARGED and permits("finance.waive_charge", user, charge):
            if waiver is None:
                actions.append(Link(_("Waive the charge"), reverse("finance:waive_charge", args=[charge.pk])))
            elif waiver.state == ChargeWaiver.State.PROPOSED and waiver.proposed_by_id != user.pk:
                actions.append(Link(_("Decide on the waiver"), reverse("finance:second_waiver", args=[charge.pk])))
        return actions


def _waiver_rows(waiver: ChargeWaiver) -> list[Row]:
    rows = [
        Row(_("Waiver"), waiver.get_state_display()),
        Row(_("Reason"), waiver.reason),
        Row(_("Proposed by"), str(waiver.proposed_by.person)),
        Row(_("Proposed"), moment(waiver.proposed_at)),
    ]
    if waiver.two_persons and waiver.decided_by is not None:
        rows.append(Row(_("Agreed by"), str(waiver.decided_by.person)))
    return rows


class _ChargeForm(_OfCharge):
    """What the forms about one charge share."""

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list and to the charge."""
        return [*super().get_breadcrumbs(), (self.charge.reference, self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the charge."""
        return reverse("finance:charge", args=[self.charge.pk])


class WaiveCharge(_ChargeForm, FormPage):
    """Waive a charge with a reason, or propose it where a second person must agree."""

    policy = "finance.waive_charge"
    form_class = WaiveForm
    template_name = "finance/waive_charge.html"
    title = gettext_lazy("Waive the charge")
    lead = gettext_lazy("The charge is reversed in the books, its debit note is cancelled, and the student is told.")
    submit_label = gettext_lazy("Waive")
    submit_kind = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The charge above the form."""
        return super().get_context_data(rows=charge_rows(self.charge, self.request.user), **kwargs)

    def act(self, form: Any) -> Any:
        """Waive, propose, or show what refuses it."""
        if self.charge.debit_note_id is None:
            raise Http404
        done = waive_charge(
            self.charge.pk,
            office=self.own_office(),
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=clock.now(),
        )
        if done.waiver is None:
            return done.decision
        if done.granted:
            messages.success(self.request, _("The charge is waived and the student has been told."))
        else:
            messages.warning(self.request, _("The amount needs a second person, who decides on this page."))
        return self.get_cancel_url()


class SecondWaiver(_ChargeForm, FormPage):
    """A second person agrees to a waiver, or doesn't."""

    policy = "finance.waive_charge"
    form_class = SecondForm
    template_name = "finance/waive_charge.html"
    title = gettext_lazy("Decide on the waiver")
    submit_label = gettext_lazy("Decide")

    @cached_property
    def waiver(self) -> ChargeWaiver:
        """The waiver that waits; a page not found without one, or for the person who proposed it."""
        found = waiver_of(self.charge)
        if found is None or found.proposed_by_id == self.request.user.pk:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The charge and the reason above the form."""
        rows = [*charge_rows(self.charge, self.request.user), *_waiver_rows(self.waiver)]
        return super().get_context_data(rows=rows, **kwargs)

    def act(self, form: Any) -> Any:
        """Agree or decline."""
        done = second_waiver(
            self.waiver.pk,
            agreed=form.cleaned_data["agreed"] == "yes",
            office=self.own_office(),
            actor=self.request.user,
            now=clock.now(),
        )
        if done.waiver is not None and done.waiver.state == ChargeWaiver.State.PROPOSED:
            return done.decision
        said = _("The charge is waived and the student has been told.") if done.granted else _("The charge stays.")
        messages.success(self.request, said)
        return self.get_cancel_url()


class PriceCharge(_ChargeForm, FormPage):
    """The Finance Office sets what a charge comes to that no rule prices."""

    policy = "finance.price_charge"
    form_class = AmountForm
    template_name = "finance/waive_charge.html"
    title = gettext_lazy("Set the amount")
    submit_label = gettext_lazy("Charge this amount")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The charge above the form."""
        return super().get_context_data(rows=charge_rows(self.charge, self.request.user), **kwargs)

    def act(self, form: Any) -> Any:
        """Price the same cause again with the amount."""
        row = self.charge
        cause = Cause(
            row.kind,
            row.study_id,
            row.reference,
            quantity=row.quantity,
            reason=row.reason,
            department=row.department,
            amount=form.cleaned_data["amount"],
            term=row.term_id,
            facts=row.told,
        )
        (answer,) = raise_charges([cause], actor=self.request.user, now=clock.now())
        if answer.charge is None or answer.charge.state == RaisedCharge.State.ASKED:
            return answer.decision
        messages.success(self.request, _("The charge is raised and the student has been told."))
        return self.get_cancel_url()

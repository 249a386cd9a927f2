"""Taking an award back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.retract_award import SamePerson, propose_retraction, settle_retraction
from registrar.areas.awards.models import Award, AwardRetraction
from registrar.areas.awards.queries.graduation import awards, retraction
from registrar.areas.awards.web.graduation_forms import RetractForm, SettleForm
from registrar.areas.awards.web.graduation_parts import class_of, student_rows, title_of
from registrar.areas.platform import clock
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage


class _OfAward(ConfirmPage):
    policy = "awards.retract_awards"
    belongs_to = ("awards:awards",)

    @cached_property
    def award(self) -> Award:
        """The award concerned."""
        raise NotImplementedError

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the award."""
        return [(_("Awards"), reverse("awards:awards")), (self.award.study.student_number, self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the award."""
        return reverse("awards:award", args=[self.award.pk])

    def get_rows(self) -> list[Row]:
        """The award."""
        rows = student_rows(self.award.study)
        return [*rows, Row(_("Award"), title_of(self.award)), Row(_("Classification"), class_of(self.award))]


class ProposeRetraction(_OfAward):
    """One person proposes."""

    title = gettext_lazy("Propose to retract the award")
    warning = gettext_lazy("A second person has to carry it out. Nothing happens to the award until then.")
    form_class = RetractForm
    submit_label = gettext_lazy("Propose")

    @cached_property
    def award(self) -> Award:
        """The conferred award of the address."""
        found = awards().filter(pk=self.kwargs["pk"], state=Award.State.CONFERRED).first()
        if found is None:
            raise Http404
        return found

    def act(self, form: Any) -> str:
        """Propose it."""
        propose_retraction(self.award.pk, **form.cleaned_data, actor=self.request.user, now=clock.now())
        messages.success(self.request, _("A second person can decide on it now."))
        return self.get_cancel_url()


class SettleRetraction(_OfAward):
    """A second person carries it out, or drops it."""

    title = gettext_lazy("Decide on the retraction")
    form_class = SettleForm
    submit_label = gettext_lazy("Decide")

    def get_warning(self) -> str:
        """What cannot be undone, or that it takes somebody else."""
        if self.retraction.proposed_by_id == self.request.user.pk:
            return _("You proposed it: you can drop it, and somebody else has to carry it out.")
        return _("An award that was taken back is not given again by itself.")

    @cached_property
    def retraction(self) -> AwardRetraction:
        """The open proposal of the address."""
        found = retraction(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def award(self) -> Award:
        """Its award."""
        return self.retraction.award

    def get_rows(self) -> list[Row]:
        """The award and the proposal."""
        one = self.retraction
        return [
            *super().get_rows(),
            Row(_("Reason"), one.reason),
            Row(_("Authority that decided it"), one.authority),
            Row(_("File of the decision"), one.reference),
            Row(_("Proposed by"), str(one.proposed_by.person)),
            Row(_("Proposed on"), one.proposed_at),
        ]

    def act(self, form: Any) -> Any:
        """Decide; whoever proposed it is told that it takes somebody else."""
        carry = form.cleaned_data["carry_out"] == "yes"
        try:
            settle_retraction(self.retraction.pk, carry_out=carry, actor=self.request.user, now=clock.now())
        except SamePerson:
            form.add_error("carry_out", _("You proposed it: somebody else has to carry it out."))
            return self.show(form, key=self.idempotency_key, status=422)
        messages.success(self.request, _("The award is taken back.") if carry else _("The proposal is dropped."))
        return self.get_cancel_url()

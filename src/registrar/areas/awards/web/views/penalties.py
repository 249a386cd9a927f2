"""Penalties that touch graduation."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.actions.enter_penalty import enter_penalty, lift_penalty
from registrar.areas.awards.models import GraduationPenalty
from registrar.areas.awards.queries.graduation import penalties
from registrar.areas.awards.web.graduation_forms import PenaltyForm, ReasonForm
from registrar.areas.awards.web.graduation_parts import penalty_tag
from registrar.areas.awards.web.logged_list import LoggedList
from registrar.areas.awards.web.of_row import OneRow
from registrar.areas.platform import clock
from registrar.ui.parts import Column, Filter, Link, Row
from registrar.ui.policy import permits
from registrar.ui.views import FormPage


class PenaltyList(LoggedList):
    """Every penalty on record."""

    policy = "awards.view_penalties"
    log_name = "awards:penalties"
    belongs_to = ("awards:awards",)
    title = gettext_lazy("Penalties that touch graduation")
    columns = (
        Column("student", gettext_lazy("Student")),
        Column("name", gettext_lazy("Name")),
        Column("kind", gettext_lazy("Penalty"), sort="kind"),
        Column("reference", gettext_lazy("File"), sort="reference"),
        Column("ends", gettext_lazy("Last day"), sort="ends_on"),
        Column("by", gettext_lazy("Entered by")),
        Column("state", gettext_lazy("State")),
    )
    filters = (Filter("kind", gettext_lazy("Penalty"), GraduationPenalty.Kind.choices),)
    default_sort = "-entered_at"
    search_label = gettext_lazy("Student number or name")
    export_name = "graduation-penalties"
    empty_title = gettext_lazy("No penalties")
    empty_text = gettext_lazy("What a discipline decision says about class, graduation or parchment is entered here.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the awards."""
        return [(_("Awards"), reverse("awards:awards"))]

    def rows(self) -> Any:
        """Every penalty."""
        return penalties()

    def cells(self, item: GraduationPenalty) -> Mapping[str, Any]:
        """One penalty."""
        return {
            "student": item.study.student_number,
            "name": item.study.student.person.in_full,
            "kind": item.get_kind_display(),
            "reference": item.reference,
            "ends": item.ends_on or "–",
            "by": str(item.entered_by.person),
            "state": penalty_tag(item),
        }

    def link(self, item: GraduationPenalty) -> str:
        """Where it is lifted, for those who may."""
        may = permits("awards.manage_penalties", self.request.user) and not item.lifted_at and not item.used_on_id
        return reverse("awards:lift_penalty", args=[item.pk]) if may else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way to enter one."""
        may = permits("awards.manage_penalties", self.request.user)
        actions = [Link(_("Enter a penalty"), reverse("awards:enter_penalty"))] if may else []
        return super().get_context_data(page_actions=actions, **kwargs)


class EnterPenalty(FormPage):
    """Enters one from a discipline decision."""

    policy = "awards.manage_penalties"
    belongs_to = ("awards:awards",)
    title = gettext_lazy("Enter a penalty")
    lead = gettext_lazy("As the discipline decision says. It holds at once; lifting it needs a reason.")
    form_class = PenaltyForm
    submit_label = gettext_lazy("Enter")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the penalties."""
        return [(_("Penalties"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the penalties."""
        return reverse("awards:penalties")

    def act(self, form: Any) -> str:
        """Enter it."""
        data = dict(form.cleaned_data)
        enter_penalty(data.pop("number"), data.pop("kind"), **data, actor=self.request.user, now=clock.now())
        messages.success(self.request, _("The penalty is on record."))
        return self.get_cancel_url()


class LiftPenalty(OneRow):
    """Lifts one."""

    policy = "awards.manage_penalties"
    belongs_to = ("awards:awards",)
    list_name = "awards:penalties"
    list_title = gettext_lazy("Penalties")
    title = gettext_lazy("Lift this penalty")
    form_class = ReasonForm
    submit_label = gettext_lazy("Lift")

    def query(self) -> Any:
        """Every penalty."""
        return penalties()

    def get_rows(self) -> list[Row]:
        """The penalty."""
        return [
            *super().get_rows(),
            Row(_("Penalty"), self.row.get_kind_display()),
            Row(_("File"), self.row.reference),
            *([Row(_("Last day"), self.row.ends_on)] if self.row.ends_on else []),
            Row(_("State"), penalty_tag(self.row)),
        ]

    def act(self, form: Any) -> str:
        """Lift it."""
        done = lift_penalty(self.row.pk, because=form.cleaned_data["because"], actor=self.request.user, now=clock.now())
        if done.lifted_at:
            messages.success(self.request, _("The penalty is lifted."))
        else:
            messages.warning(self.request, _("The penalty has been used up and can't be lifted."))
        return self.get_cancel_url()

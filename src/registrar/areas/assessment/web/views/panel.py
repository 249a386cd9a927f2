"""Panels: who sits on them and when they meet; reviewing a sheet and scaling its marks."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.review_sheet import review_sheet
from registrar.areas.assessment.actions.scale_marks import Scaling, scale_marks
from registrar.areas.assessment.actions.set_panel import set_panel
from registrar.areas.assessment.models import ReviewPanel
from registrar.areas.assessment.queries.panels import members_of, panels_for
from registrar.areas.assessment.queries.schemes import scheme_of
from registrar.areas.assessment.web.sheet_grid import title_of
from registrar.areas.assessment.web.views.sheet_steps import NoteForm, OfSheetStep
from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.people.policies import Role, roles_of
from registrar.areas.platform import clock
from registrar.kernel.bilingual import Bilingual
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.parts import Column, Link
from registrar.ui.policy import permits
from registrar.ui.views import FormPage, ListPage
from registrar.ui.words import in_reader_language
from registrar.ui.words import term as term_text

TERMS = 6


class PanelList(ListPage):
    """The panels, newest term first."""

    policy = "assessment.list_panels"
    title = gettext_lazy("Review panels")
    lead = gettext_lazy("Subject Assessment Review Panels: their members, and the day on which they settle the grades.")
    default_sort = "-term__ordinal"
    export_name = "review-panels"
    empty_title = gettext_lazy("No panels")
    empty_text = gettext_lazy("Without a panel on record the chair reviews and settles grades in one step.")
    columns: Sequence[Column] = (
        Column("department", gettext_lazy("Department"), sort="department"),
        Column("term", gettext_lazy("Term"), sort="term__ordinal"),
        Column("meets_on", gettext_lazy("Meets on"), sort="meets_on"),
        Column("members", gettext_lazy("Members"), numeric=True),
    )

    def rows(self) -> Any:
        """The panels that this person has to do with."""
        return panels_for(self.request.user)

    def cells(self, item: ReviewPanel) -> Mapping[str, Any]:
        """One panel."""
        name = in_reader_language(Bilingual(item.department.name_en, item.department.name_zh))
        return {
            "department": name,
            "term": term_text(item.term_id),
            "meets_on": item.meets_on,
            "members": item.member_count,  # type: ignore[attr-defined]
        }

    def link(self, item: ReviewPanel) -> str:
        """Lead to the panel, for those who may set it."""
        may = permits("assessment.set_panel", self.request.user, item.department_id)
        return reverse("assessment:panel", args=[item.pk]) if may else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A new one, for those who may."""
        actions = [Link(_("Set a panel"), reverse("assessment:new_panel"))]
        may = permits("assessment.set_panel", self.request.user)
        return super().get_context_data(page_actions=actions if may else [], **kwargs)


class PanelForm(RegistrarForm):
    """Department, term, day and members."""

    department = forms.ChoiceField(label=gettext_lazy("Department"))
    term = forms.ChoiceField(label=gettext_lazy("Term"))
    meets_on = DayField(label=gettext_lazy("Day of the meeting"))
    members = forms.CharField(
        label=gettext_lazy("Members"),
        help_text=gettext_lazy("NetIDs, one a line. The chair needs no line."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, *args: Any, departments: list[Any], terms: list[Any], **kwargs: Any) -> None:
        """Offer the departments of the person and the latest terms."""
        super().__init__(*args, **kwargs)
        self.fields["department"].choices = departments  # type: ignore[attr-defined]
        self.fields["term"].choices = terms  # type: ignore[attr-defined]


class EditPanel(FormPage):
    """A panel, new or as it stands."""

    policy = "assessment.set_panel"
    form_class = PanelForm
    title = gettext_lazy("Review panel")
    cancel_url = ""

    @cached_property
    def panel(self) -> ReviewPanel | None:
        """The panel of the address; none for a new one."""
        return get_object_or_404(ReviewPanel, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_policy_object(self) -> str | None:
        """The department decides."""
        return self.panel.department_id if self.panel is not None else None

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Review panels"), reverse("assessment:panels"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("assessment:panels")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The departments that this person may set panels for."""
        held = roles_of(self.request.user)
        codes = set[str]().union(*(held.get(role, set()) for role in (Role.DEPARTMENT, Role.HEAD, Role.PANEL_CHAIR)))
        known = departments(None if "" in codes or Role.REGISTRY in held else codes)
        names = [(one.code, in_reader_language(Bilingual(one.name_en, one.name_zh))) for one in known]
        return {"departments": names, "terms": [(one.pk, term_text(one.pk)) for one in all_terms()[:TERMS]]}

    def get_initial(self) -> dict[str, Any]:
        """The panel as it stands."""
        if self.panel is None:
            return {}
        names = "\n".join(user.username for user in members_of(self.panel))
        row = self.panel
        return {"department": row.department_id, "term": row.term_id, "meets_on": row.meets_on, "members": names}

    def act(self, form: Any) -> str | HttpResponseBase:
        """Set it."""
        data = form.cleaned_data
        if not permits("assessment.set_panel", self.request.user, data["department"]):
            raise PermissionDenied
        answer = set_panel(
            data["department"],
            data["term"],
            meets_on=data["meets_on"],
            members=data["members"].splitlines(),
            actor=self.request.user,
            now=clock.now(),
        )
        for line, net_id in answer.unknown:
            form.add_error(
                "members", _("Line %(line)s: nobody has the NetID %(net_id)s.") % {"line": line, "net_id": net_id}
            )
        if answer.unknown:
            return self.show(form, key=self.idempotency_key, status=422)
        messages.success(self.request, _("The panel is on record."))
        return self.get_cancel_url()


class ReviewSheet(OfSheetStep):
    """The panel has looked at it."""

    policy = "assessment.review_grades"
    form_class = NoteForm
    title = gettext_lazy("Mark this sheet as reviewed")
    submit_label = gettext_lazy("Reviewed")

    def act(self, form: Any) -> str:
        """Mark it."""
        note = form.cleaned_data["note"]
        answer = review_sheet(self.sheet.pk, note=note, actor=self.request.user, now=clock.now())
        problems = {
            "own_grades": _("You submitted these grades yourself; somebody else has to review them."),
            "before_meeting": _("The panel hasn't met yet, so nothing changed."),
        }
        problem = problems.get(answer, _("The sheet is not with the panel; nothing changed."))
        return self.told(answer == "reviewed", _("The sheet is reviewed."), problem)


class ScaleForm(RegistrarForm):
    """What is scaled, how, and why."""

    component = forms.ChoiceField(label=gettext_lazy("Component"))
    factor = forms.DecimalField(
        label=gettext_lazy("Multiply each mark by"),
        max_digits=6,
        decimal_places=4,
        min_value=0,
        initial=1,
        widget=forms.TextInput({"width": 5, "inputmode": "decimal"}),
    )
    added = forms.DecimalField(
        label=gettext_lazy("Then add"),
        help_text=gettext_lazy("A negative figure takes marks away. No mark passes 0 or the full mark."),
        max_digits=6,
        decimal_places=2,
        initial=0,
        widget=forms.TextInput({"width": 5, "inputmode": "decimal"}),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, components: list[Any], **kwargs: Any) -> None:
        """The components of the scheme."""
        super().__init__(*args, **kwargs)
        self.fields["component"].choices = components  # type: ignore[attr-defined]


class ScaleMarks(OfSheetStep):
    """The panel scales the marks of a component."""

    policy = "assessment.review_grades"
    form_class = ScaleForm
    title = gettext_lazy("Scale marks")
    submit_label = gettext_lazy("Scale")
    warning = gettext_lazy(
        "Grades that follow the marks follow them again; those on which the teacher decided otherwise stay. Every mark "
        "and grade is kept as it was and as it is."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        """What there is to scale."""
        scheme = scheme_of(self.sheet.offering_id)
        return {"components": [(one.pk, title_of(one)) for one in scheme.components.all()] if scheme else []}

    def act(self, form: Any) -> str:
        """Scale."""
        data = form.cleaned_data
        scaling = Scaling(int(data["component"]), data["factor"], data["added"], data["reason"])
        answer = scale_marks(self.sheet.pk, scaling, actor=self.request.user, now=clock.now())
        problems = {
            "own_grades": _("You submitted these grades yourself; somebody else has to scale them."),
            "nothing": _("No mark would change."),
        }
        problem = problems.get(answer, _("The sheet is not with the panel; nothing changed."))
        return self.told(answer == "scaled", _("The marks are scaled."), problem)

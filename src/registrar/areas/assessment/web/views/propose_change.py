"""The beginning of a change: which result, and what is to become of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.propose_rectification import propose_rectification
from registrar.areas.assessment.changes import Change, decided
from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import Rectification
from registrar.areas.assessment.web.of_result import OfResult
from registrar.areas.platform import clock
from registrar.areas.studies.queries.result_changes import results_matching
from registrar.ui.forms import RegistrarForm
from registrar.ui.views import FormPage


class FindForm(RegistrarForm):
    """Whose result in which subject."""

    number = forms.CharField(label=gettext_lazy("Student number"), max_length=12, widget=forms.TextInput({"width": 10}))
    subject = forms.CharField(label=gettext_lazy("Subject code"), max_length=12, widget=forms.TextInput({"width": 10}))


class FindResult(FormPage):
    """Find the result that is to change."""

    policy = "assessment.propose_change"
    form_class = FindForm
    title = gettext_lazy("Which result?")
    submit_label = gettext_lazy("Find")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Changes of final results"), reverse("assessment:changes"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("assessment:changes")

    def act(self, form: Any) -> str | HttpResponseBase:
        """Lead to the latest attempt's history, from which earlier ones are reached."""
        found = results_matching(form.cleaned_data["number"].strip(), form.cleaned_data["subject"].strip())
        if not found:
            form.add_error(None, _("There is no final result of this student in this subject."))
            return self.show(form, key=self.idempotency_key, status=422)
        return reverse("assessment:history", args=[found[0].pk])


class ChangeForm(RegistrarForm):
    """What becomes of the result, on whose word, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is to become of the result"),
        choices=Rectification.Kind.choices,
        widget=forms.RadioSelect,
    )
    new_grade = forms.ChoiceField(
        label=gettext_lazy("New grade"), help_text=gettext_lazy("For a rectification only."), required=False
    )
    treatment = forms.ChoiceField(
        label=gettext_lazy("What the decision does with a disqualified grade"),
        help_text=gettext_lazy("For a disqualification only."),
        choices=Rectification.Treatment.choices,
        required=False,
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Whose decision it is"), choices=Rectification.Authority.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=gettext_lazy("Minute or case number"), max_length=80, widget=forms.TextInput({"width": 20})
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        """The grades of the term's scale."""
        super().__init__(*args, **kwargs)
        self.fields["new_grade"].choices = [("", "–"), *((code, code) for code in codes)]  # type: ignore[attr-defined]


class ProposeChange(OfResult, FormPage):
    """A change of a final result, put forward."""

    policy = "assessment.propose_change"
    form_class = ChangeForm
    title = gettext_lazy("Propose a change of this result")
    belongs_to = ("assessment:changes",)
    lead = gettext_lazy("Nothing changes until a second person confirms it.")
    submit_label = gettext_lazy("Propose")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The grades of the term's scale, as the rule lists them when it is given none."""
        empty = Change("rectified", "panel", "", "", new_grade="")
        allowed = decided(self.result, empty, second_person=None, today=clock.today()).result.get("allowed", ())
        return {"codes": [code for code in allowed if code != PENDING]}

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the history."""
        return [(_("History of this grade"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the history."""
        return reverse("assessment:history", args=[self.result.pk])

    def act(self, form: Any) -> Any:
        """Put it forward, or show why not."""
        data = form.cleaned_data
        disqualified = data["kind"] == Rectification.Kind.DISQUALIFIED
        change = Change(
            kind=data["kind"],
            authority=data["authority"],
            reference=data["reference"],
            reason=data["reason"],
            new_grade="" if disqualified else data["new_grade"],
            treatment=data["treatment"] if disqualified else "",
        )
        proposed = propose_rectification(self.result.pk, change, actor=self.request.user, now=clock.now())
        if proposed.open:
            messages.error(self.request, _("A change of this result waits for confirmation already."))
            return self.get_cancel_url()
        if proposed.row is None:
            return proposed.decision
        messages.success(self.request, _("The change waits for a second person."))
        return reverse("assessment:change", args=[proposed.row.pk])

"""A pending result on its way: arranged, graded and settled."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.arrange_late import arrange_late
from registrar.areas.assessment.actions.confirm_late_grade import confirm_late_grade
from registrar.areas.assessment.actions.enter_late_grade import enter_late_grade
from registrar.areas.assessment.late import PENDING, late_decision
from registrar.areas.assessment.web.of_pending import OfPending, arranged, facts_of
from registrar.areas.platform import clock
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage

DUE_IN = timedelta(days=14)


class LateStep(OfPending):
    """A step that has its time: too early, or taken already, leads back to the result with the reason."""

    request: HttpRequest

    def why_not(self) -> Any:
        """Say why the step can't be taken now; empty where it can."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask only where there is something to do."""
        why = self.why_not()
        if why:
            messages.error(request, why)
            return redirect(self.get_cancel_url())
        return super().get(request, *args, **kwargs)  # type: ignore[misc]


class ArrangeForm(RegistrarForm):
    """Whether it is permitted, how it is held, and by when."""

    permitted = forms.TypedChoiceField(
        label=gettext_lazy("Did the Head or the Subject Teacher permit a late assessment?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, the work that was done is graded"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    method = forms.CharField(label=gettext_lazy("Means of assessment"), max_length=200, required=False)
    due_on = DayField(label=gettext_lazy("Day by which the grade is expected"))


class ArrangeLate(LateStep, FormPage):
    """The department notes what the result waits for."""

    policy = "assessment.enter_late"
    form_class = ArrangeForm
    title = gettext_lazy("What the pending result waits for")

    def why_not(self) -> Any:
        """Once its grade is in, an arrangement stays."""
        row = arranged(self.entry)
        return _("Its grade is entered, so the arrangement stays.") if row is not None and row.grade else ""

    def get_initial(self) -> dict[str, Any]:
        """As it stands, or two weeks from today."""
        row = arranged(self.entry)
        if row is None:
            return {"due_on": clock.today() + DUE_IN}
        return {"permitted": "yes" if row.permitted else "no", "method": row.method, "due_on": row.due_on}

    def act(self, form: Any) -> str:
        """Keep it."""
        row = arrange_late(self.entry.pk, **form.cleaned_data, actor=self.request.user, now=clock.now())
        if row is None:
            messages.error(self.request, _("The result isn't pending any more, so nothing changed."))
        else:
            messages.success(self.request, _("The arrangement is on record."))
        return self.get_cancel_url()


class LateGradeForm(RegistrarForm):
    """The grade that was earned."""

    grade = forms.ChoiceField(label=gettext_lazy("Grade"))

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        """The grades of the term's scale."""
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [("", "–"), *((code, code) for code in codes)]  # type: ignore[attr-defined]


class EnterLate(LateStep, FormPage):
    """The grade, for the panel to settle."""

    policy = "assessment.enter_late"
    form_class = LateGradeForm
    title = gettext_lazy("Grade of the pending result")
    lead = gettext_lazy("It counts as the attempt that was pending: no retake is counted, and no grade is capped.")

    def why_not(self) -> Any:
        """A grade is entered after the arrangement and until it is settled."""
        row = arranged(self.entry)
        if row is None:
            return _("Arrange first what this result waits for.")
        return _("The grade is settled.") if row.confirmed_at is not None else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be entered, as the rule on late grades says for the subject's term; pending is no grade."""
        codes = late_decision(self.entry, "", permitted=True, today=clock.today()).result.get("allowed", ())
        return {"codes": [code for code in codes if code != PENDING]}

    def act(self, form: Any) -> Any:
        """Keep it for the panel."""
        decision = enter_late_grade(self.entry.pk, form.cleaned_data["grade"], actor=self.request.user, now=clock.now())
        if decision is None:
            messages.error(self.request, _("Nothing was arranged, or the grade is settled; nothing changed."))
        elif not decision.allowed:
            return decision
        else:
            messages.success(self.request, _("The grade waits for the panel."))
        return self.get_cancel_url()


class ConfirmLate(LateStep, ConfirmPage):
    """The panel settles it."""

    policy = "assessment.confirm_late"
    title = gettext_lazy("Settle this grade")
    submit_label = gettext_lazy("Settle")
    warning = gettext_lazy(
        "The grade goes on record for good, and comes out at once where the results are out already."
    )

    def why_not(self) -> Any:
        """Only a grade that somebody else entered is settled, and once."""
        row = arranged(self.entry)
        if row is None or not row.grade:
            return _("No grade has been entered yet, so there is nothing to settle.")
        if row.confirmed_at is not None:
            return _("The grade is settled.")
        own = row.graded_by_id == self.request.user.pk
        return _("You entered this grade yourself; somebody else has to settle it.") if own else ""

    def get_rows(self) -> list[Row]:
        """What is settled."""
        return facts_of(self.entry)

    def act(self, form: Any) -> str:
        """Settle it."""
        answer = confirm_late_grade(self.entry.pk, actor=self.request.user, now=clock.now())
        if answer == "final":
            messages.success(self.request, _("The grade is on record."))
        elif answer == "own_grade":
            messages.error(self.request, _("You entered this grade yourself; somebody else has to settle it."))
        else:
            messages.error(self.request, _("There is nothing to settle; nothing changed."))
        return self.get_cancel_url()

"""Forms of deferral."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.models import Deferral
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.words import day

Ground = Deferral.Ground


class AskForm(RegistrarForm):
    """Why payment can't be made in time."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Why can't you pay in time?"),
        choices=[(one.value, one.label) for one in (Ground.AID_APPLIED, Ground.DIFFICULTY)],
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=gettext_lazy("Tell the Student Affairs Office about it"),
        max_length=1000,
        help_text=gettext_lazy("When you expect the money, and from where. Only the offices concerned read this."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class _LaterForm(RegistrarForm):
    """A form that asks for a later deadline: one after the academic year of the fee is taken for a slip."""

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        """Name the last day that makes sense."""
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_deferred_to(self) -> date | None:
        """The day, unless it lies after the academic year."""
        asked: date | None = self.cleaned_data["deferred_to"]
        if asked is not None and asked > self.latest:
            said = _("This is later than the academic year of the fee, which ends on %(day)s. Check the year.")
            raise forms.ValidationError(said % {"day": day(self.latest)})
        return asked


class AnswerForm(_LaterForm):
    """Whether deferral is granted, to which day, and why."""

    granted = forms.ChoiceField(
        label=gettext_lazy("May the student pay later?"),
        choices=[("yes", gettext_lazy("Yes, grant deferral")), ("no", gettext_lazy("No, the deadline stays"))],
        widget=forms.RadioSelect,
    )
    deferred_to = DayField(
        label=gettext_lazy("Deferred deadline"),
        required=False,
        help_text=gettext_lazy("Only where it is granted. After this day registration and student status end."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        help_text=gettext_lazy("The student reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day where it is granted."""
        data = super().clean() or {}
        if data.get("granted") == "yes" and not data.get("deferred_to") and "deferred_to" not in self.errors:
            self.add_error("deferred_to", _("Enter the day until which payment is deferred."))
        return data


class SpecialForm(_LaterForm):
    """A later deadline that the department specially approved."""

    deferred_to = DayField(label=gettext_lazy("Deferred deadline"))
    reason = forms.CharField(
        label=gettext_lazy("Who approved it, when and why"),
        max_length=1000,
        help_text=gettext_lazy("The student reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeForm(_LaterForm):
    """Another deadline for a granted deferral, or its end."""

    change = forms.ChoiceField(
        label=gettext_lazy("What should change?"),
        choices=[
            ("correct", gettext_lazy("The deferred deadline: it was entered wrongly, or another was agreed")),
            ("withdraw", gettext_lazy("Withdraw the deferral")),
        ],
        widget=forms.RadioSelect,
    )
    deferred_to = DayField(
        label=gettext_lazy("Deadline from now on"),
        help_text=gettext_lazy("Not in the past. Withdrawn: the deadline of before, or one that leaves time to pay."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        help_text=gettext_lazy("The student reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

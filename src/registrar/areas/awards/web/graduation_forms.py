"""Forms of the pages on graduation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.models import GraduationPenalty
from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.ui.forms import DayField, RegistrarForm

CODE = {"width": 10, "autocomplete": "off"}


class StudentField(forms.CharField):
    """A student number; its value is the key of the study."""

    def __init__(self, **kwargs: Any) -> None:
        """Label and hint are always the same."""
        super().__init__(
            label=gettext_lazy("Student number"),
            max_length=10,
            help_text=gettext_lazy("Such as 24012345D"),
            widget=forms.TextInput(attrs=CODE),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """Return the key of the study. Raises ValidationError for a number that nobody has."""
        found = key_of_number(super().clean(value))
        if found is None:
            raise forms.ValidationError(_("No student has this number."))
        return found


class ApplyForm(RegistrarForm):
    """The subjects that count as free electives; late, the reason too."""

    electives = forms.MultipleChoiceField(
        label=gettext_lazy("Subjects that count as free electives"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=gettext_lazy("Why do you apply late?"),
        max_length=400,
        help_text=gettext_lazy("Your department reads it and decides."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], needed: int, late: bool, **kwargs: Any) -> None:
        """Offer these subjects; `needed` credits at least have to be chosen."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["electives"]
        field.choices = choices
        field.help_text = _("Choose %(credits)s credits or more.") % {"credits": needed}
        field.required = needed > 0
        if not choices:
            del self.fields["electives"]
        if not late:
            del self.fields["reason"]


class AwardChoiceForm(RegistrarForm):
    """The award asked for by AR84c."""

    stream = forms.ChoiceField(label=gettext_lazy("Award that you ask for"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the awards of the programme."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["stream"]
        field.choices = choices


class CommentForm(RegistrarForm):
    """A comment for the Board of Examiners."""

    comment = forms.CharField(
        label=gettext_lazy("Comment for the Board of Examiners"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerdictForm(RegistrarForm):
    """Yes, or no with a reason."""

    agreed = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Approve")), ("no", gettext_lazy("Do not approve"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("The student reads this. It is needed where you don't approve."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason."""
        data = super().clean() or {}
        if data.get("agreed") == "no" and not (data.get("answer") or "").strip():
            self.add_error("answer", _("Give the reason."))
        return data


class WindowForm(RegistrarForm):
    """How many days a window lasts."""

    days = forms.IntegerField(
        label=gettext_lazy("Days that the window lasts"),
        min_value=1,
        max_value=366,
        widget=forms.TextInput(attrs={"width": 3, "inputmode": "numeric", "suffix": gettext_lazy("days")}),
    )


class ConfirmForm(RegistrarForm):
    """Whose award a board decided, when, and with which class."""

    number = StudentField()
    term = forms.ChoiceField(label=gettext_lazy("Last term of the study"))
    met_on = DayField(label=gettext_lazy("Day on which the Board of Examiners decided"))
    proposed = forms.ChoiceField(
        label=gettext_lazy("Class that was proposed to the board"),
        help_text=gettext_lazy("It has to be the class that the record gives today."),
    )
    decided = forms.ChoiceField(label=gettext_lazy("Class that the board decided"))

    def __init__(self, *args: Any, terms: list[tuple[str, str]], classes: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these terms and classes."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["term"].choices = terms
        for name in ("proposed", "decided"):
            fields[name].choices = [("", _("Choose one")), *classes]


class PenaltyForm(RegistrarForm):
    """A penalty of a discipline decision."""

    number = StudentField()
    kind = forms.ChoiceField(
        label=gettext_lazy("Penalty"), choices=GraduationPenalty.Kind.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=gettext_lazy("File of the discipline decision"),
        max_length=80,
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )
    decided_on = DayField(label=gettext_lazy("Day of the decision"))
    ends_on = DayField(
        label=gettext_lazy("Last day of the penalty"),
        required=False,
        help_text=gettext_lazy("Needed for a deferral. A parchment kept back without a day waits until it is lifted."),
    )

    def clean(self) -> dict[str, Any]:
        """A deferral has a last day, lowering the class none, and no penalty ends before it began."""
        data = super().clean() or {}
        kind, ends, began = data.get("kind"), data.get("ends_on"), data.get("decided_on")
        if kind == GraduationPenalty.Kind.DEFER and not ends and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Give the last day of the deferral."))
        if kind == GraduationPenalty.Kind.LOWER_CLASS and ends:
            self.add_error("ends_on", _("Lowering the class has no last day: it is used up once."))
        elif ends and began and ends < began:
            self.add_error("ends_on", _("The last day lies before the decision."))
        return data


class ReasonForm(RegistrarForm):
    """Why a penalty is lifted."""

    because = forms.CharField(label=gettext_lazy("Reason"), max_length=200, widget=forms.TextInput(attrs={"width": 30}))


class RetractForm(RegistrarForm):
    """Why an award is taken back, and who decided it."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    authority = forms.CharField(
        label=gettext_lazy("Authority that decided it"), max_length=120, widget=forms.TextInput(attrs={"width": 30})
    )
    reference = forms.CharField(
        label=gettext_lazy("File of the decision"), max_length=80, widget=forms.TextInput(attrs={"width": 20})
    )


class SettleForm(RegistrarForm):
    """Whether a proposed retraction is carried out."""

    carry_out = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Carry it out: the award is taken back")), ("no", gettext_lazy("Drop it"))],
        widget=forms.RadioSelect,
    )

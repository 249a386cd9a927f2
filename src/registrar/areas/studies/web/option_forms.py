"""Forms about Minors and further Majors: what stands on AR147 and AR164, and giving up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.studies.models import StudyOption
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.wording import authority
from registrar.ui.words import in_reader_language, term

Kind = StudyOption.Kind
ANSWERS = (
    ("", _("No decision yet")),
    ("approved", pgettext_lazy("department", "Approved")),
    ("refused", pgettext_lazy("department", "Refused")),
)
LONGEST = 400
AHEAD = "ahead"
APPROVERS = {
    Kind.MINOR: ("minor_department",),
    Kind.SECOND_MAJOR: ("second_major_department", "major_department"),
    Kind.SECONDARY_MAJOR: ("major_department", "secondary_major_department"),
}


def _answer(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=ANSWERS, required=False, widget=forms.RadioSelect)


class OptionForm(RegistrarForm):
    """What every application tells; `answers` and `more` name the fields that are facts of the rule."""

    answers: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    code = forms.ChoiceField(label=_("What is taken up"))
    taken_from = forms.ChoiceField(label=_("From which term on"))
    filed_on = DayField(label=_("Day on which the form came in"))

    def __init__(
        self, *args: Any, offered: list[tuple[str, Any]], without: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        """Offer what there is; leave out what isn't asked of this student."""
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (code, in_reader_language(title)) for code, title in offered
        ]
        self.fields["taken_from"].choices = [(one.pk, term(one.pk)) for one in all_terms()]  # type: ignore[attr-defined]
        for name in without:
            del self.fields[name]
        self.order_fields([*(name for name in self.fields if name != "reference"), "reference"])

    reference = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who approved it, and where the papers are kept."),
    )

    def told(self, names: tuple[str, ...]) -> dict[str, Any]:
        """Return those of the fields that were asked and answered, empty ones as None."""
        data = self.cleaned_data
        return {name: data[name] if data[name] != "" else None for name in names if name in data}


class MinorForm(OptionForm):
    """AR147."""

    answers = ("decision",)
    more = ("window_from", "window_to", "conditions_met", "places_left", "major_consents", "allowed_at_admission")

    window_from = DayField(label=_("First day of the designated period"))
    window_to = DayField(label=_("Last day of the designated period"))
    allowed_at_admission = forms.BooleanField(
        label=_("The department allowed it when it admitted the student with advanced standing"), required=False
    )
    conditions_met = forms.BooleanField(
        label=_("The further conditions of the department that offers it are met"), required=False
    )
    places_left = forms.IntegerField(
        label=_("Places left under its quota"),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"width": 3}),
        help_text=_("Leave empty where there is no quota."),
    )
    major_consents = forms.BooleanField(
        label=_("The Major department consents to a Minor beside the Secondary Major"), required=False
    )
    decision = _answer(_("Decision of the department that offers the Minor"))


class SecondMajorForm(OptionForm):
    """AR164 for a Second Major."""

    answers = ("first_host", "second_host")
    more = ("departmental_gpa",)

    departmental_gpa = forms.DecimalField(
        label=_("GPA that the host of the Second Major asks for"),
        required=False,
        min_value=0,
        max_digits=3,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"width": 4}),
        help_text=_("Leave empty where it has no figure of its own."),
    )
    first_host = _answer(_("Decision of the host of the first Major"))
    second_host = _answer(_("Decision of the host of the Second Major"))
    normal_semesters = forms.IntegerField(
        label=_("Normal duration of the Double Major, in semesters"),
        required=False,
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs={"width": 3}),
        help_text=_("Leave empty where it is that of the programme."),
    )


class SecondaryMajorForm(OptionForm):
    """AR164 for a Secondary Major."""

    answers = ("decision",)
    more = ("window_to", "criteria_met", "exception_recorded")

    window_to = DayField(label=_("Last day of the designated period"))
    criteria_met = forms.BooleanField(label=_("The department's further criteria are met"), required=False)
    exception_recorded = forms.BooleanField(
        label=_("An exception for the way of admission is on record"), required=False
    )
    decision = forms.ChoiceField(
        label=_("Decision of the department that offers the Major"), choices=ANSWERS[1:], widget=forms.RadioSelect
    )


FORMS: dict[str, type[OptionForm]] = {
    Kind.MINOR: MinorForm,
    Kind.SECOND_MAJOR: SecondMajorForm,
    Kind.SECONDARY_MAJOR: SecondaryMajorForm,
}


class GiveUpForm(RegistrarForm):
    """Giving an option up: when it was asked for, the last semester, and who approved."""

    filed_on = DayField(label=_("Day on which the request came in"))
    last_term = forms.ChoiceField(
        label=_("The student's last semester of study"),
        help_text=_("Requests are taken until its add/drop ends."),
    )
    approved_by = forms.MultipleChoiceField(
        label=_("Who approved"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ends_from = forms.ChoiceField(label=_("No longer from this term on"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        """Offer terms and departments."""
        super().__init__(*args, **kwargs)
        terms = [(one.pk, term(one.pk)) for one in all_terms()]
        later = (AHEAD, _("Later than the calendar reaches"))
        self.fields["ends_from"].choices = terms  # type: ignore[attr-defined]
        self.fields["last_term"].choices = [later, *terms]  # type: ignore[attr-defined]
        self.fields["approved_by"].choices = [  # type: ignore[attr-defined]
            (name, authority(name)) for name in APPROVERS[Kind(kind)]
        ]

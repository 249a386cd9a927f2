"""Forms of "Grant a refund": first the ground, then what its rule needs to know."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.ui.forms import DayField, RegistrarForm


class GroundForm(RegistrarForm):
    """Which student is to get money back, and on what ground."""

    student = forms.CharField(
        label=_("Student number"), max_length=10, widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"})
    )
    ground = forms.ChoiceField(
        label=_("Why is it to come back?"),
        widget=forms.RadioSelect,
        choices=[
            ("deferment", _("Deferred before the semester")),
            ("withdrawal", _("Withdrew before the semester")),
            ("transfer", _("Transfer of study: the new programme costs less")),
            ("appeal", _("Appeal upheld")),
            ("deposit", _("Caution money: the study has ended")),
            ("unnamed", _("Another reason")),
        ],
    )

    def clean_student(self) -> int:
        """Find the study of the number."""
        key = key_of_number(self.cleaned_data["student"])
        if key is None:
            raise ValidationError(_("There is no student with this number."))
        return key


class DetailsForm(RegistrarForm):
    """What the rule of a ground needs to know; the other questions are not asked."""

    NEEDS: ClassVar = {
        "deferment": ("term", "day", "jupas"),
        "withdrawal": ("term", "day", "jupas"),
        "transfer": ("term", "amount"),
        "appeal": ("case", "matter", "amount", "papers", "upheld"),
        "deposit": ("event", "day"),
        "unnamed": ("fee",),
    }
    term = forms.ChoiceField(label=_("Semester"))
    event = forms.ChoiceField(
        label=_("How the study ended"),
        choices=[
            ("", "–"),
            ("withdrawal_confirmed", _("Official withdrawal confirmed")),
            ("unofficial_withdrawal", _("Left without the procedure of withdrawal")),
            ("discontinued", _("Discontinued without an approval")),
            ("de_registered", _("De-registered")),
            ("expelled", _("Expelled for discipline")),
            ("award_confirmed", _("Award confirmed")),
            ("exchange_completed", _("Exchange-in study completed")),
            ("subject_based_completed", _("Subject-based enrolment completed")),
        ],
    )
    day = DayField(label=_("Day of the application"))
    jupas = forms.ChoiceField(
        label=_("Admitted through JUPAS"),
        help_text=_("For new local students of 2018/19"),
        choices=[("", "–"), ("yes", _("Yes")), ("no", _("No"))],
        required=False,
    )
    case = forms.CharField(
        label=_("Reference of the appeal"), max_length=20, widget=forms.TextInput(attrs={"width": 20})
    )
    matter = forms.ChoiceField(
        label=_("What was appealed against"),
        choices=[
            ("", "–"),
            ("subject_result", _("Subject result")),
            ("de_registration", _("De-registration")),
            ("classification", _("Award classification")),
        ],
    )
    amount = forms.DecimalField(
        label=_("Tuition of the semester on the new programme"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"width": 10, "prefix": "HK$"}),
    )
    papers = forms.IntegerField(
        label=_("Papers appealed against"),
        help_text=_("A case without papers counts as one."),
        min_value=1,
        widget=forms.NumberInput(attrs={"width": 2}),
    )
    upheld = forms.IntegerField(label=_("Papers upheld"), min_value=0, widget=forms.NumberInput(attrs={"width": 2}))
    fee = forms.ChoiceField(
        label=_("What was paid for"),
        choices=[
            ("", "–"),
            ("tuition", _("Tuition")),
            ("initial_fee", _("Initial fee")),
            ("subject", _("A subject that was withdrawn from")),
            ("transcript", _("Transcript of studies")),
            ("reinstatement", _("Application for reinstatement")),
        ],
    )

    def __init__(self, *args: Any, ground: str, terms: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Keep what the ground needs, and offer these terms."""
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = [("", "–"), *terms]  # type: ignore[attr-defined]
        for name in [name for name in self.fields if name not in self.NEEDS[ground]]:
            del self.fields[name]
        if ground == "deposit":
            self.fields["day"].label = _("Day on which the study ended")
        if ground == "appeal":
            self.fields["amount"].label = _("Fee paid for each paper, or for the case")

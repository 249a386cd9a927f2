"""Forms of "Grant a refund": first the ground, then what its rule needs to know."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrar.areas.finance.queries.paid_appeals import Appeal
from registrar.areas.finance.web.fields import CountField, MoneyField
from registrar.areas.studies.queries.departures import departure_on_record
from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.words import money


class GroundForm(RegistrarForm):
    """Which student is to get money back, and on what ground."""

    student = forms.CharField(
        label=_("Student number"), max_length=10, widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"})
    )
    ground = forms.ChoiceField(
        label=_("Why is money to be given back?"),
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
        "deferment": ("term", "day", "jupas", "form", "form_day"),
        "withdrawal": ("term", "day", "jupas", "form", "form_day"),
        "transfer": ("term", "amount"),
        "appeal": ("charge", "matter", "upheld"),
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
    form = forms.CharField(
        label=_("Number of the approved form"),
        help_text=_("AR7 for a deferment, AR6 for a withdrawal; needed where the study's record shows neither"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"}),
    )
    form_day = DayField(label=_("Day on which the form was approved"), required=False)
    charge = forms.ChoiceField(
        label=_("Which appeal?"),
        help_text=_("Appeals whose fee is paid and not refunded yet. The fee and the papers are those of the charge."),
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
    amount = MoneyField(label=_("Tuition of the semester on the new programme"), min_value=Decimal(0))
    upheld = CountField(
        label=_("Papers upheld"),
        help_text=_("A case without papers counts as one."),
        min_value=0,
        widget=forms.NumberInput(attrs={"width": 2}),
    )
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

    def __init__(
        self,
        *args: Any,
        ground: str,
        terms: Sequence[tuple[str, str]],
        study: int,
        appeals: Sequence[Appeal] = (),
        **kwargs: Any,
    ) -> None:
        """Keep what the ground needs, and offer these terms and the student's paid appeals."""
        super().__init__(*args, **kwargs)
        self.ground, self.study = ground, study
        self.appeals = {str(appeal.charge): appeal for appeal in appeals}
        self.fields["charge"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, _appeal(appeal)) for key, appeal in self.appeals.items()),
        ]
        self.fields["term"].choices = [("", "–"), *terms]  # type: ignore[attr-defined]
        for name in [name for name in self.fields if name not in self.NEEDS[ground]]:
            del self.fields[name]
        if ground == "deposit":
            self.fields["day"].label = _("Day on which the study ended")

    def clean(self) -> dict[str, Any]:
        """An appeal is upheld for at most the papers that were charged; what isn't on record needs its form."""
        data: dict[str, Any] = super().clean() or {}
        if "form" in self.fields and data.get("term"):
            self._ask_for_the_form(data)
        appeal = self.appeals.get(data.get("charge", ""))
        if appeal is not None and data.get("upheld", 0) > appeal.papers:
            self.add_error(
                "upheld",
                ngettext(
                    "The fee was charged for %(papers)s paper.",
                    "The fee was charged for %(papers)s papers.",
                    appeal.papers,
                )
                % {"papers": appeal.papers},
            )
        return data

    def _ask_for_the_form(self, data: dict[str, Any]) -> None:
        if departure_on_record(self.study, self.ground, data["term"]):
            return
        for name in ("form", "form_day"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Nothing is on the study's record, so name the approved form."))


def _appeal(appeal: Appeal) -> str:
    return ngettext(
        "%(reference)s: %(papers)s paper at %(fee)s", "%(reference)s: %(papers)s papers at %(fee)s", appeal.papers
    ) % {"reference": appeal.reference, "papers": appeal.papers, "fee": money(appeal.fee)}

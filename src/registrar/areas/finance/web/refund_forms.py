"""Forms of refunds and of the bank account that they go to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.hong_kong_banks import BANKS
from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.words import in_reader_language

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class BankAccountForm(RegistrarForm):
    """A Hong Kong bank account, its number typed twice."""

    bank_code = forms.ChoiceField(
        label=_("Bank"), help_text=_("If your bank is not listed, write to the Finance Office.")
    )
    branch_code = forms.RegexField(
        r"^\d{3}$",
        label=_("Branch code"),
        help_text=_("The first three digits of the number on your card or statement, after the bank's"),
        error_messages={"invalid": _("A branch code has three digits.")},
        widget=forms.TextInput(attrs={"width": 3, **DIGITS}),
    )
    number = forms.RegexField(
        r"^\d{6,9}$",
        label=_("Account number"),
        help_text=_("Six to nine digits, without the codes of bank and branch"),
        error_messages={"invalid": _("An account number has six to nine digits.")},
        widget=forms.TextInput(attrs={"width": 10, **DIGITS}),
    )
    number_again = forms.CharField(
        label=_("Account number once more"), widget=forms.TextInput(attrs={"width": 10, **DIGITS})
    )
    holder_name = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9 ,.'()/-]*$",
        max_length=70,
        label=_("Name of the account holder"),
        help_text=_("In Latin letters, exactly as the bank has it. It must be your own account."),
        error_messages={"invalid": _("Write the name in Latin letters, as the bank has it.")},
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the banks by their names."""
        super().__init__(*args, **kwargs)
        named = [(code, f"{code} {in_reader_language(name)}") for code, name in BANKS.items()]
        self.fields["bank_code"].choices = [("", "–"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both numbers must be the same."""
        data: dict[str, Any] = super().clean() or {}
        if "number" in data and data["number"] != data.get("number_again"):
            self.add_error("number_again", _("The two account numbers differ."))
        return data


class GrantForm(RegistrarForm):
    """Which student asks for money back, and on what ground; each ground asks for what its rule needs."""

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
    term = forms.ChoiceField(
        label=_("Semester"), help_text=_("For deferment, withdrawal and transfer"), required=False
    )
    day = DayField(
        label=_("Day of the application or event"),
        help_text=_("When the student applied to defer or withdraw, or when the study ended"),
        required=False,
    )
    jupas = forms.ChoiceField(
        label=_("Admitted through JUPAS"),
        help_text=_("For new local students of 2018/19"),
        choices=[("", "–"), ("yes", _("Yes")), ("no", _("No"))],
        required=False,
    )
    amount = forms.DecimalField(
        label=_("Amount"),
        help_text=_("Transfer: tuition of the semester on the new programme. Appeal: fee paid for each paper."),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"width": 10, "prefix": "HK$"}),
    )
    matter = forms.ChoiceField(
        label=_("What was appealed against"),
        choices=[
            ("", "–"),
            ("subject_result", _("Subject result")),
            ("de_registration", _("De-registration")),
            ("classification", _("Award classification")),
        ],
        required=False,
    )
    case = forms.CharField(label=_("Reference of the appeal"), max_length=30, required=False)
    papers = forms.IntegerField(
        label=_("Papers appealed against"), min_value=1, required=False, widget=forms.NumberInput(attrs={"width": 2})
    )
    upheld = forms.IntegerField(
        label=_("Papers upheld"), min_value=0, required=False, widget=forms.NumberInput(attrs={"width": 2})
    )
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
        required=False,
    )
    fee = forms.ChoiceField(
        label=_("What was paid for"),
        help_text=_("Where another reason is given"),
        choices=[
            ("", "–"),
            ("tuition", _("Tuition")),
            ("initial_fee", _("Initial fee")),
            ("subject", _("A subject that was withdrawn from")),
            ("transcript", _("Transcript of studies")),
            ("reinstatement", _("Application for reinstatement")),
        ],
        required=False,
    )
    NEEDS = {
        "deferment": ("term", "day"),
        "withdrawal": ("term", "day"),
        "transfer": ("term", "amount"),
        "appeal": ("case", "matter", "amount", "papers", "upheld"),
        "deposit": ("event", "day"),
        "unnamed": ("fee",),
    }

    def __init__(self, *args: Any, terms: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these terms."""
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = [("", "–"), *terms]  # type: ignore[attr-defined]

    def clean_student(self) -> int:
        """Find the study of the number."""
        key = key_of_number(self.cleaned_data["student"])
        if key is None:
            raise ValidationError(_("There is no student with this number."))
        return key

    def clean(self) -> dict[str, Any]:
        """Ask for what the ground needs."""
        data: dict[str, Any] = super().clean() or {}
        for name in self.NEEDS.get(data.get("ground", ""), ()):
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("This ground needs an answer here."))
        return data


class ReturnForm(RegistrarForm):
    """Why the bank sent a refund back."""

    reason = forms.CharField(
        label=_("Reason that the bank gives"),
        help_text=_("Such as AC04, account closed"),
        max_length=140,
        widget=forms.TextInput(attrs={"width": 20}),
    )


class CardForm(RegistrarForm):
    """When a student identity card came back."""

    day = DayField(label=_("Day on which the card came back"))


class ProgrammeForm(RegistrarForm):
    """Which programme the University cancels, and from which term."""

    programme = forms.CharField(
        label=_("Programme code"), max_length=10, widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"})
    )
    term = forms.ChoiceField(
        label=_("From which term?"), help_text=_("Tuition of earlier terms, which were taught, stays paid.")
    )

    def __init__(self, *args: Any, terms: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these terms."""
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = list(terms)  # type: ignore[attr-defined]

"""Forms of refunds and of the bank account that they go to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.hong_kong_banks import banks
from registrar.areas.finance.refunds import same_holder
from registrar.areas.finance.web.fields import DigitsField
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.words import in_reader_language

OTHER = "other"
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class BankAccountForm(RegistrarForm):
    """A Hong Kong bank account, its number typed twice."""

    bank_code = forms.ChoiceField(label=_("Bank"))
    other_code = DigitsField(
        r"^[0-9]{3}$",
        label=_("Clearing code of another bank"),
        help_text=_("Three digits; only where your bank is not listed above. Your bank's statement has it."),
        error_messages={"invalid": _("A clearing code has three digits.")},
        widget=forms.TextInput(attrs={"width": 3, **DIGITS}),
        required=False,
    )
    branch_code = DigitsField(
        r"^[0-9]{3}$",
        label=_("Branch code"),
        help_text=_("The first three digits of the number on your card or statement, after the bank's"),
        error_messages={"invalid": _("A branch code has three digits.")},
        widget=forms.TextInput(attrs={"width": 3, **DIGITS}),
    )
    number = DigitsField(
        r"^[0-9]{6,9}$",
        label=_("Account number"),
        help_text=_("Six to nine digits, without the codes of bank and branch"),
        error_messages={"invalid": _("An account number has six to nine digits.")},
        widget=forms.TextInput(attrs={"width": 10, **DIGITS}),
    )
    number_again = DigitsField(
        r"", label=_("Account number once more"), widget=forms.TextInput(attrs={"width": 10, **DIGITS})
    )
    holder_name = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9 ,.'()/-]*$",
        max_length=70,
        label=_("Name of the account holder"),
        help_text=_("In Latin letters, exactly as the bank has it. It must be your own account."),
        error_messages={"invalid": _("Write the name in Latin letters, as the bank has it.")},
        widget=forms.TextInput(attrs={"width": 20, "autocomplete": "off"}),
    )

    other_holder = forms.BooleanField(label=_("The name differs from mine, and I confirm the account"), required=False)

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        """Offer the banks by their names; `person` is whose account it should be."""
        super().__init__(*args, **kwargs)
        self.person = person
        known = banks()
        named = [(code, f"{code} {in_reader_language(name)}") for code, name in known.names.items()]
        if known.confirmed:
            del self.fields["other_code"]
            self.fields["bank_code"].help_text = _("If your bank is not listed, write to the Finance Office.")
        else:
            named.append((OTHER, str(_("Another bank"))))
        self.fields["bank_code"].choices = [("", "–"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both numbers must be the same, and another bank has its code."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("bank_code") == OTHER:
            data["bank_code"] = data.get("other_code", "")
            if not data["bank_code"] and "other_code" not in self.errors:
                self.add_error("other_code", _("Enter the clearing code of your bank."))
        self.unlisted = bool(data.get("bank_code")) and data["bank_code"] not in banks().names
        if "number" in data and data["number"] != data.get("number_again"):
            self.add_error("number_again", _("The two account numbers differ."))
        holder = data.get("holder_name")
        if self.person is not None and holder and not data.get("other_holder") and not same_holder(holder, self.person):
            said = _("This is not your name. Confirm it below if the account is right; the Finance Office looks first.")
            self.add_error("holder_name", said)
        return data


class ReturnForm(RegistrarForm):
    """Why the bank sent a refund back."""

    reason = forms.CharField(
        label=_("Reason that the bank gives"),
        help_text=_("Such as AC04, account closed"),
        max_length=140,
        widget=forms.TextInput(attrs={"width": 20}),
    )


class HolderForm(RegistrarForm):
    """Which account was looked at."""

    account = forms.IntegerField(widget=forms.HiddenInput)


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

"""Forms of the student account."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.web.fields import DigitsField
from registrar.ui.forms import DayField, RegistrarForm


class ChannelForm(RegistrarForm):
    """Through which channel a note is paid; only those that may be used are offered."""

    channel = forms.ChoiceField(label=_("How do you want to pay?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, channels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these channels."""
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = list(channels)  # type: ignore[attr-defined]


class SandboxForm(RegistrarForm):
    """What the sandbox bank is to do with the order."""

    what = forms.ChoiceField(
        label=_("What should the bank do?"),
        widget=forms.RadioSelect,
        choices=[
            ("exact", _("Pay the exact amount now")),
            ("short", _("Pay one dollar too little")),
            ("over", _("Pay one dollar too much")),
            ("late", _("Let the money arrive on the day after the deadline")),
            ("delayed", _("Pay, and tell the university two minutes later")),
            ("twice", _("Pay, and tell the university three times")),
            ("lost", _("Pay, and never tell: the university has to ask")),
            ("late_call", _("Pay now, and tell the university after the deadline")),
            ("reversed", _("Pay, and take the payment back two minutes later")),
            ("declined", _("Decline the payment")),
            ("abandoned", _("Leave without paying")),
        ],
        initial="exact",
    )


class MatchForm(RegistrarForm):
    """The note that unmatched money was meant for."""

    number = DigitsField(
        r"^[0-9]{8}$",
        label=_("Debit note number"),
        help_text=_("Eight digits"),
        error_messages={"invalid": _("A debit note number has eight digits.")},
        widget=forms.TextInput(attrs={"width": 10, "inputmode": "numeric"}),
    )


class BankFileForm(RegistrarForm):
    """A file of the bank."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Bank notification (camt.054, XML), or a table (CSV or .xlsx) with headings."),
    )


class ReturnForm(RegistrarForm):
    """Why money goes back to its sender."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the books. Give no personal details."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UndoMatchForm(RegistrarForm):
    """Why a payment is taken off its note, and a later day where the note's last day of payment has passed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept with the payment. The student does not see it. Name no other student."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    new_deadline = DayField(
        label=_("New last day of payment (optional)"),
        help_text=_("The student believed the note paid. Leave it empty to keep the day that has passed."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, late: bool, **kwargs: Any) -> None:
        """Ask for a later day only where there is need for one."""
        super().__init__(*args, **kwargs)
        self.today = today
        if not late:
            del self.fields["new_deadline"]

    def clean_new_deadline(self) -> date | None:
        """The day, unless it lies in the past."""
        asked: date | None = self.cleaned_data["new_deadline"]
        if asked is not None and asked < self.today:
            raise forms.ValidationError(_("This day has passed."))
        return asked


class PaperForm(RegistrarForm):
    """A cheque, cash or a draft as it was handed in."""

    instrument = forms.ChoiceField(
        label=_("What was handed in?"),
        widget=forms.RadioSelect,
        choices=[
            ("bank_draft", _("Bank draft")),
            ("crossed_cheque", _("Crossed cheque")),
            ("open_cheque", _("Cheque that isn't crossed")),
            ("cash", _("Cash")),
        ],
    )
    received_on = DayField(label=_("Received on"))
    currency = forms.ChoiceField(
        label=_("Drawn in"), choices=[("HKD", _("Hong Kong dollars")), ("OTHER", _("Another currency"))]
    )
    payee_right = forms.BooleanField(label=_("Made out to the University"), required=False)
    bank_in_slip = forms.BooleanField(label=_("The bank-in slip comes with it"), required=False)
    name_on_back = forms.BooleanField(label=_("The student's full name stands on the back"), required=False)
    number_on_back = forms.BooleanField(label=_("The debit note number stands on the back"), required=False)

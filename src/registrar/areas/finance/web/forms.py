"""Forms of the student account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.ui.forms import RegistrarForm


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
            ("declined", _("Decline the payment")),
            ("abandoned", _("Leave without paying")),
        ],
        initial="exact",
    )


class MatchForm(RegistrarForm):
    """The note that unmatched money was meant for."""

    number = forms.RegexField(
        r"^\d{8}$",
        label=_("Debit note number"),
        help_text=_("Eight digits"),
        error_messages={"invalid": _("A debit note number has eight digits.")},
        widget=forms.TextInput(attrs={"width": 10, "inputmode": "numeric"}),
    )

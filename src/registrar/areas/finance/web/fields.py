"""Fields for digits and amounts: whatever keyboard they are typed on, what is kept is ASCII and fits the books."""

import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registrar.ui.words import money

# Far above any fee, and far below what the books can hold, so that no sum of such amounts overflows them.
MOST = Decimal("9999999.99")


def western(value: Any) -> Any:
    """Return text with full-width characters made ASCII; anything else as it came."""
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else value


def _foreign(value: Any) -> bool:
    """Whether digits of another script remain: they would count as digits, but not for the bank."""
    return isinstance(value, str) and any(sign.isdigit() and not sign.isascii() for sign in value)


class DigitsField(forms.RegexField):
    """Digits that name something, such as an account; `regex` should say [0-9], since a bare class takes any script."""

    def to_python(self, value: Any) -> str:
        """Return it in ASCII where it can be."""
        return super().to_python(western(value)) or ""


class CountField(forms.IntegerField):
    """A whole number."""

    def to_python(self, value: Any) -> Any:
        """Return the number; digits of another script are refused."""
        value = western(value)
        if _foreign(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class MoneyField(forms.DecimalField):
    """An amount in Hong Kong dollars, with at most two decimals and a sensible maximum that the error names."""

    def __init__(self, *, label: Any, min_value: Decimal = Decimal("0.01"), **kwargs: Any) -> None:
        """Name the field in its errors."""
        said = _("{field}: enter at most {most}.")
        messages = {"max_value": format_lazy(said, field=label, most=money(MOST))}
        widget = forms.TextInput(attrs={"width": 10, "inputmode": "decimal", "prefix": "HK$"})
        kwargs = {"widget": widget, "error_messages": messages, **kwargs}
        super().__init__(label=label, min_value=min_value, max_value=MOST, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the amount; digits of another script are refused."""
        value = western(value)
        if _foreign(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

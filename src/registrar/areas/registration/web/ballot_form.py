"""The form of a new round."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.clock import HONG_KONG
from registrar.ui.forms import DayField, RegistrarForm

# "09:00"
HOUR = "%H:%M"


def _hour(label: Any, initial: str, hint: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(format=HOUR, attrs={"width": 5})
    return forms.TimeField(label=label, initial=initial, widget=widget, input_formats=[HOUR], help_text=hint)


class BallotForm(RegistrarForm):
    """Term and times; hours are those of Hong Kong."""

    term = forms.ChoiceField(label=_("Term"))
    opens_on = DayField(label=_("Wishes are taken from"))
    opens_hour = _hour(_("Hour of the opening"), "09:00", _("Such as 09:00, Hong Kong time."))
    closes_on = DayField(label=_("Wishes are taken until"))
    closes_hour = _hour(_("Hour of the close"), "23:59")
    results_on = DayField(label=_("The results are announced for"))
    results_hour = _hour(_("Hour of the results"), "12:00")

    def __init__(self, *args: Any, terms: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the terms."""
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = terms  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put days and hours together."""
        kept = super().clean() or self.cleaned_data
        for name in ("opens", "closes", "results"):
            day, hour = kept.get(f"{name}_on"), kept.get(f"{name}_hour")
            if isinstance(day, date) and isinstance(hour, time):
                kept[f"{name}_at"] = datetime.combine(day, hour, HONG_KONG)
        return kept

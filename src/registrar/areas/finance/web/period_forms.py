"""Forms that ask for some days of the books."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.kernel import Period
from registrar.ui.forms import DayField, RegistrarForm


class PeriodForm(RegistrarForm):
    """The first and the last day, both included; either may be left open."""

    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a stretch that ends before it begins."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _("The last day must not come before the first."))
        return data

    def days(self, otherwise: Period) -> Period | None:
        """Return the days asked for, an open end taken from `otherwise`; None where no such days exist."""
        if not self.is_valid():
            return None
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        first, last = start or otherwise.start, end or otherwise.end
        # One end alone may lie beyond the other's default: then that day alone is meant.
        return Period(first, last) if first <= last else Period(start or last, start or last)


class AsAtForm(RegistrarForm):
    """The day at whose end the books are read."""

    as_at = DayField(label=_("As at the end of"), required=False)


def first_of_month(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def asked(sent: Any, **otherwise: date | None) -> dict[str, str]:
    """Return what was sent; where no day at all was, the days that the page shows by itself."""
    given = {name: value for name, value in sent.items() if value}
    parts = {f"{name}{part}" for name in otherwise for part in ("", "_day", "_month", "_year")}
    if parts.isdisjoint(given):
        given |= {name: value.isoformat() for name, value in otherwise.items() if value}
    return given

"""A day typed as three numbers: the way people know their dates, without a picker."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_PARTS = ("day", "month", "year")


class DayInput(forms.Widget):
    """Three text inputs, ``<name>_day``, ``<name>_month`` and ``<name>_year``."""

    template_name = "django/forms/widgets/day.html"
    use_fieldset = True

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """No label of its own: the legend names the group."""
        return f"{id_}_day" if index is not None else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three parts with what was typed."""
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        typed = _split(value)
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{base}_{part}",
                "label": labels[part],
                "value": typed[part],
                "width": 4 if part == "year" else 2,
            }
            for part in _PARTS
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """The three parts as "2024-9-2"; whatever was typed is kept for the error page."""
        parts = {part: str(data.get(f"{name}_{part}", "")).strip() for part in _PARTS}
        if not any(parts.values()):
            return data.get(name) or None
        return f"{parts['year']}-{parts['month']}-{parts['day']}"

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Were none of the three parts sent?"""
        return not any(f"{name}_{part}" in data for part in _PARTS)


def _split(value: Any) -> dict[str, str]:
    if isinstance(value, date):
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    pieces = str(value or "").split("-")
    if len(pieces) != 3:
        return dict.fromkeys(_PARTS, "")
    return {"year": pieces[0], "month": pieces[1].lstrip("0"), "day": pieces[2].lstrip("0")}


class DayField(forms.DateField):
    """A day. Both "2" and "02" are taken; anything that is no day of the calendar is an error."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Enter a real date, such as 2 9 2024."),
    }

    def to_python(self, value: Any) -> date | None:
        """The day, whatever the locale's own formats are."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            year, month, day = (int(part) for part in str(value).split("-"))
            return date(year, month, day)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

"""A field that knows the CSS class of its widget and where its error link leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from registrar.ui.forms.date_field import DayInput

_WIDTHS = ("2", "3", "4", "5", "10", "20", "30")


def widget_class(widget: forms.Widget) -> str:
    """The component class of a widget; empty for groups, whose options carry their own."""
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.HiddenInput | DayInput):
        return ""
    if isinstance(widget, forms.Select):
        return "govuk-select"
    if isinstance(widget, forms.Textarea):
        return "govuk-textarea"
    if isinstance(widget, forms.FileInput):
        return "govuk-file-upload"
    return "govuk-input"


class RegistrarBoundField(BoundField):
    """Adds the component classes, and says which element an error points at."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """The attributes of the widget with class, width and error mark."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        name = widget_class(widget)
        if name:
            classes = [name]
            if self.errors:
                classes.append(f"{name}--error")
            if (width := str(widget.attrs.get("width", ""))) in _WIDTHS:
                classes.append(f"govuk-input--width-{width}")
            if own := widget.attrs.get("class"):
                classes.append(own)
            attrs["class"] = " ".join(classes)
        if isinstance(widget, forms.NumberInput):
            whole = not isinstance(self.field, forms.DecimalField | forms.FloatField)
            attrs.setdefault("inputmode", "numeric" if whole else "decimal")
        return attrs

    @property
    def first_input_id(self) -> str:
        """The id that a link of the error summary leads to."""
        widget = self.field.widget
        if isinstance(widget, DayInput):
            return f"{self.auto_id}_day"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return str(self.auto_id)

    @property
    def kind(self) -> str:
        """How the template lays the field out: "group", "check" or "plain"."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        if widget.use_fieldset or isinstance(widget, DayInput):
            return "group"
        return "plain"

    @property
    def unit_before(self) -> str:
        """A unit printed before the field, such as "HK$"."""
        return str(self.field.widget.attrs.get("prefix", ""))

    @property
    def unit_after(self) -> str:
        """A unit printed after the field, such as "credits"."""
        return str(self.field.widget.attrs.get("suffix", ""))

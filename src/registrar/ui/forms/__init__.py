"""Forms with the anatomy of the design system: label, hint, error, fieldset, summary."""

from registrar.ui.forms.base import RegistrarForm, RegistrarModelForm
from registrar.ui.forms.date_field import DayField, DayInput

__all__ = ["DayField", "DayInput", "RegistrarForm", "RegistrarModelForm"]

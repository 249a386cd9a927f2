"""The base of all our forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registrar.ui.renderer import FormRenderer

_REQUIRED = forms.Field.default_error_messages["required"]
_NO_NUMBER = (
    (forms.IntegerField.default_error_messages["invalid"], _("“{label}” must be a whole number.")),
    (forms.DecimalField.default_error_messages["invalid"], _("“{label}” must be a number.")),
)
_TOO_SMALL, _TOO_LARGE = _("“{label}” must be {limit} or more."), _("“{label}” must be {limit} or less.")


class _NamesItsFields:
    """Says which question is unanswered: "This field is required." in a summary of errors tells nobody where."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give each labelled field its own message, unless it has one."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Compared as objects: texts that come later in the reader's language are not looked up to be compared.
            if field.label is not None and field.error_messages["required"] is _REQUIRED:
                field.error_messages["required"] = format_lazy(_("“{label}” needs an answer."), label=field.label)
            _name_numbers(field)
            _name_limits(field)


def _name_numbers(field: forms.Field) -> None:
    """Let what is no number be refused by the name of its question."""
    for usual, named in _NO_NUMBER:
        if field.label is not None and field.error_messages.get("invalid") is usual:
            field.error_messages["invalid"] = format_lazy(named, label=field.label)


def _name_limits(field: forms.Field) -> None:
    """Let a number that is too small or too large be refused by the name of its question."""
    for number, validator in enumerate(field.validators):
        if not isinstance(validator, MinValueValidator | MaxValueValidator) or field.label is None:
            continue
        least, limit = isinstance(validator, MinValueValidator), validator.limit_value
        message = format_lazy(_TOO_SMALL if least else _TOO_LARGE, label=field.label, limit=limit)
        # A copy: the validators of a class are shared by all its forms.
        field.validators[number] = type(validator)(limit, message)


class RegistrarForm(_NamesItsFields, forms.Form):
    """A form that prints itself accessibly.

    In a template: ``{% error_summary form %}`` above the heading, ``{{ form }}`` inside
    the form element. A widget attribute ``width`` of 2, 3, 4, 5, 10, 20 or 30 makes a
    field as wide as what it holds; ``prefix``/``suffix`` print a unit beside it.
    """

    default_renderer = FormRenderer
    use_required_attribute = False


class RegistrarModelForm(_NamesItsFields, forms.ModelForm):
    """The same for a form over a model."""

    default_renderer = FormRenderer
    use_required_attribute = False

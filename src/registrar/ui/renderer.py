"""How Django prints forms: with our templates in front of its own."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates

from registrar.ui.forms.bound_field import RegistrarBoundField

_OURS = Path(__file__).parent / "form_templates"
_DJANGOS = Path(django.forms.__file__).parent / "templates"


class FormRenderer(BaseRenderer):
    """settings.FORM_RENDERER: forms of other packages get our anatomy as well.

    A widget template is looked for in ``ui/form_templates``, then in Django's own, then
    in the installed apps.
    """

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = RegistrarBoundField

    @cached_property
    def engine(self) -> DjangoTemplates:
        """A template engine of its own, without context processors."""
        return DjangoTemplates(
            {"APP_DIRS": True, "DIRS": [str(_OURS), str(_DJANGOS)], "NAME": "registrar_forms", "OPTIONS": {}}
        )

    def get_template(self, template_name: str) -> Any:
        """The template of a form, a field or a widget."""
        return self.engine.get_template(template_name)

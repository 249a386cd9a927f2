"""The base of all our forms."""

from __future__ import annotations

from django import forms

from registrar.ui.renderer import FormRenderer


class RegistrarForm(forms.Form):
    """A form that prints itself accessibly.

    In a template: ``{% error_summary form %}`` above the heading, ``{{ form }}`` inside
    the form element. A widget attribute ``width`` of 2, 3, 4, 5, 10, 20 or 30 makes a
    field as wide as what it holds; ``prefix``/``suffix`` print a unit beside it.
    """

    default_renderer = FormRenderer
    use_required_attribute = False


class RegistrarModelForm(forms.ModelForm):
    """The same for a form over a model."""

    default_renderer = FormRenderer
    use_required_attribute = False

"""The Django application of the page components."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Page components; it has no tables."""

    name = "registrar.ui"
    label = "ui"

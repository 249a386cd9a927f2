"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvisingConfig(AppConfig):
    """The degree audit with its exceptions, plans to graduation, and academic advising."""

    name = "registrar.areas.advising"
    label = "advising"
    verbose_name = _("Degree audit and advising")

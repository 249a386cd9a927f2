"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    """Transcripts and what else leaves the house with the university's name on it."""

    name = "registrar.areas.awards"
    label = "awards"
    verbose_name = _("Awards")

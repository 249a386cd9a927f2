"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudiesConfig(AppConfig):
    """A person on a programme: cohort, mode, status and its history, results on record, approvals."""

    name = "registrar.areas.studies"
    label = "studies"
    verbose_name = _("Studies")

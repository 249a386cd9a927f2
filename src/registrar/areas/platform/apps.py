"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlatformConfig(AppConfig):
    """What every area stands on: clock, audit, jobs, notices, files, locking. Knows no area."""

    name = "registrar.areas.platform"
    label = "platform"
    verbose_name = _("Platform")

"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationConfig(AppConfig):
    """Offerings, subject groups, seats, timetables and who is registered on what."""

    name = "registrar.areas.registration"
    label = "registration"
    verbose_name = _("Registration")

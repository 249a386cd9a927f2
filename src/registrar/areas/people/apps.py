"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Identity, NetID, roles, profiles: who somebody is and what the office lets them do."""

    name = "registrar.areas.people"
    label = "people"
    verbose_name = _("People")

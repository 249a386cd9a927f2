"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    """Grade sheets, panels, boards, standing, the release of results."""

    name = "registrar.areas.assessment"
    label = "assessment"
    verbose_name = _("Assessment")

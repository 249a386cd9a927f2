"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The institution: faculties, departments, programmes, subjects, terms, rooms."""

    name = "registrar.areas.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")

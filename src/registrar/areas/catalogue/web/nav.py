"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("Subjects"), "catalogue:subjects", "catalogue.view", "footer"),
    NavItem(_("Programmes"), "catalogue:programmes", "catalogue.view", "footer"),
    NavItem(_("Academic calendar"), "catalogue:calendar", "catalogue.view", "footer"),
]

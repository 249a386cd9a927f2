"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("My study"), "studies:mine", "studies.view_own", "study"),
    NavItem(_("Student records"), "studies:search", "studies.search", "department"),
    NavItem(_("Overrides in force"), "studies:overrides", "studies.see_overrides", "department"),
]

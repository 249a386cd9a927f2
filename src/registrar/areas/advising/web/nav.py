"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("My degree"), "advising:mine", "advising.view_own", "study"),
    NavItem(_("My plan to graduation"), "advising:plan", "advising.view_own", "study"),
    NavItem(_("Academic advising"), "advising:my-advising", "advising.view_own", "study"),
    NavItem(_("My advisees"), "advising:advisees", "advising.advise", "teaching"),
    NavItem(_("Progress to the award"), "advising:degrees", "advising.list_degrees", "department"),
    NavItem(_("What programmes ask for"), "advising:documents", "public", "footer"),
]

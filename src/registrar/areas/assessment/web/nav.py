"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("My results"), "assessment:my_results", "assessment.my_results", "study"),
    NavItem(_("Grade sheets"), "assessment:sheets", "assessment.list_sheets", "teaching"),
    NavItem(_("Assessment schemes"), "assessment:schemes", "assessment.list_schemes", "department"),
    NavItem(_("Board of Examiners"), "assessment:boards", "assessment.list_boards", "boards"),
]

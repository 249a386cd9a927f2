"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("My results"), "assessment:my_results", "assessment.my_results", "study"),
    NavItem(_("How I am assessed"), "assessment:my_assessment", "assessment.my_results", "study"),
    NavItem(_("Extenuating circumstances"), "assessment:my_notices", "assessment.my_results", "study"),
    NavItem(_("Grade sheets"), "assessment:sheets", "assessment.list_sheets", "teaching"),
    NavItem(_("Assessment schemes"), "assessment:schemes", "assessment.list_schemes", "department"),
    NavItem(_("Board of Examiners"), "assessment:boards", "assessment.list_boards", "boards"),
    NavItem(_("Pending results"), "assessment:pending", "assessment.list_pending", "department"),
    NavItem(_("Extenuating circumstances"), "assessment:notices", "assessment.list_notices", "department"),
    NavItem(_("Pass rates"), "assessment:overview", "assessment.view_overview", "department"),
    NavItem(_("Review panels"), "assessment:panels", "assessment.list_panels", "boards"),
    NavItem(_("Changes of final results"), "assessment:changes", "assessment.list_changes", "boards"),
]

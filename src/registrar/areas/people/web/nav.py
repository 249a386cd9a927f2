"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("My profile"), "people:profile", "signed_in", "account"),
    NavItem(_("Sign-in security"), "mfa_index", "signed_in", "account"),
    NavItem(_("Offices of staff"), "people:roles", "people.manage_roles", "registry"),
]

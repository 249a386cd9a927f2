"""What the platform puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("Notices"), "platform:notices", "signed_in", "account"),
    NavItem(_("Jobs"), "platform:jobs", "platform.view_jobs", "system"),
    NavItem(_("Mail"), "platform:mails", "platform.view_mail", "system"),
    NavItem(_("Audit trail"), "platform:audit", "platform.view_audit", "system"),
]

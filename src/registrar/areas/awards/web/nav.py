"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("Apply for graduation"), "awards:apply", "awards.apply", "study"),
    NavItem(_("My award"), "awards:my_award", "awards.my_award", "study"),
    NavItem(_("Applications for graduation"), "awards:applications", "awards.view_applications", "department"),
    NavItem(_("Awards"), "awards:awards", "awards.view_awards", "registry"),
    NavItem(_("My transcripts"), "awards:my_transcripts", "awards.my_transcripts", "study"),
    NavItem(_("Order a document"), "awards:my_documents", "awards.order_documents", "study"),
    NavItem(_("Orders of documents"), "awards:orders", "awards.view_orders", "registry"),
    NavItem(_("Check a document"), "awards:check", "public", "footer"),
]

"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("My fees"), "finance:my_fees", "finance.view_own", "study"),
    NavItem(_("My refunds"), "finance:my_refunds", "finance.view_own", "study"),
    NavItem(_("My credit transfers"), "finance:my_transfers", "finance.view_own", "study"),
    NavItem(_("Debit notes"), "finance:notes", "finance.view_books", "finance"),
    NavItem(_("Charges and fines"), "finance:charges", "finance.view_charges", "finance"),
    NavItem(_("Deferral of tuition"), "finance:deferrals", "finance.view_deferrals", "finance"),
    NavItem(_("Collections and ageing"), "finance:collections", "finance.view_books", "finance"),
    NavItem(_("To be settled"), "finance:questions", "finance.view_books", "finance"),
    NavItem(_("Bank files"), "finance:bank_files", "finance.view_books", "finance"),
    NavItem(_("Money without a note"), "finance:unmatched", "finance.view_books", "finance"),
    NavItem(_("Refunds"), "finance:refunds", "finance.view_books", "finance"),
    NavItem(_("Journal"), "finance:journal", "finance.view_books", "finance"),
    NavItem(_("Trial balance"), "finance:trial_balance", "finance.view_books", "finance"),
    NavItem(_("How to pay"), "finance:how_to_pay", "public", "footer"),
    NavItem(_("Tuition fees"), "finance:fees_self_financed", "public", "footer"),
    NavItem(_("Fee calculator"), "finance:calculator", "public", "footer"),
    NavItem(_("Payment schedule"), "finance:fee_schedule", "public", "footer"),
]

"""What the site itself puts into the navigation: the home page and the rule explorer."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("Home"), "home", "signed_in", "home"),
    NavItem(_("All services"), "services", "registration.register", "study"),
    NavItem(_("Rules"), "rule_list", "rules.explore", "rules"),
    NavItem(_("Figures"), "parameter_list", "rules.explore", "rules"),
    NavItem(_("Editions"), "edition_list", "rules.explore", "rules"),
    NavItem(_("Coverage"), "coverage", "rules.explore", "rules"),
    NavItem(_("Clock"), "clock", "platform.set_clock", "system"),
    NavItem(_("Clauses of the handbook"), "clause_list", "signed_in", "footer"),
]

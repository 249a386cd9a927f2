"""What the area puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from registrar.ui.navigation import NavItem

ITEMS = [
    NavItem(_("Find subjects"), "registration:search", "registration.register", "study"),
    NavItem(_("My subjects"), "registration:subjects", "registration.register", "study"),
    NavItem(_("My timetable"), "registration:timetable", "registration.register", "study"),
    NavItem(_("How waiting lists work"), "registration:list-order", "public", "footer"),
    NavItem(_("My groups"), "registration:my-groups", "registration.teach", "teaching"),
    NavItem(_("Requests to leave subjects"), "registration:withdrawals", "registration.list_withdrawals", "teaching"),
    NavItem(_("Offerings"), "registration:offerings", "registration.list_offerings", "department"),
    NavItem(_("Enrolment lists"), "registration:enrolments", "registration.list_offerings", "department"),
    NavItem(_("Demand"), "registration:demand", "registration.list_offerings", "department"),
    NavItem(_("Assign subjects"), "registration:assign", "registration.assign_subjects", "department"),
    NavItem(_("Timetable data"), "registration:timetable-data", "registration.manage_timetable", "department"),
    NavItem(_("Light loads"), "registration:light-loads", "registration.assign_subjects", "department"),
    NavItem(_("Unqualified subjects"), "registration:unqualified-list", "registration.list_requests", "department"),
    NavItem(_("Requests about subjects"), "registration:subject-requests", "registration.list_requests", "department"),
    NavItem(_("Reinstatements"), "registration:reinstatements", "registration.list_reinstatements", "department"),
    NavItem(_("Students without subjects"), "registration:zero-subjects", "registration.list_without", "registry"),
    NavItem(_("Ballots"), "registration:ballots", "registration.view_ballots", "registry"),
    NavItem(_("Billing run"), "registration:billing", "registration.view_billing", "finance"),
]

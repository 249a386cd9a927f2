"""What the jobs of all areas, and what they were told and found, are called (settings.JOB_TITLES, JOB_WORDS)."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "assessment.run_board": _("Board run"),
    "assessment.open_due_sheets": _("Opening of grade sheets after add/drop"),
    "assessment.release_due_results": _("Release of subject results and overall results on their days"),
    "registration.bill_term": _("Billing run"),
    "registration.preview_billing": _("Preview of a billing run"),
    "registration.nullify_unpaid": _("Nullification of registrations that were not paid in time"),
    "registration.close_lists": _("Closing of waiting lists after add/drop"),
    "registration.expire_offers": _("End of offers that nobody answered in time"),
    "registration.offer_free_places": _("Offers of places that became free"),
    "registration.offer_places": _("Offers to the waiting list of a group"),
    "registration.list_light_loads": _("List of light study loads after add/drop"),
    "registration.remove_unqualified": _("Removal of follow-on subjects after a fail"),
}

WORDS = {
    "already_billed": _("Billed before"),
    "amount": _("Amount charged"),
    "bills": _("Students looked at"),
    "edition": _("Edition"),
    "lines": _("Lines of debit notes"),
    "nothing_due": _("Nothing to charge"),
    "notes": _("Debit notes raised"),
    "programme": _("Programme"),
    "refund_amount": _("Amount to refund"),
    "refunds": _("Refunds"),
    "run": _("Number of the run"),
    "students": _("Students"),
    "term": _("Term"),
    "to_refund": _("Students to be refunded"),
    "undetermined": _("No rule can price it"),
}

"""Billing a term: everybody who has a subject in it."""

from datetime import date, datetime
from typing import Any

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.finance.bills import BillingSummary
from registrar.areas.platform.jobs import Progress
from registrar.areas.registration.queries.bills_of_term import bills_of_term


def bill_term(
    term: str, *, actor: Any, now: datetime, progress: Progress | None = None, deadline: date | None = None
) -> BillingSummary:
    """Raise the debit notes of a term from its registrations; run twice, the second run changes nothing.

    Before add/drop closes flat fees are charged whole and credit-fee students pay for the first credits; a run
    afterwards bills the rest (polyu-2024-25:8A-13, 8A-16).
    """
    bills = bills_of_term(term, now.date())
    return raise_debit_notes(bills, term=term_by_key(term), actor=actor, now=now, progress=progress, deadline=deadline)

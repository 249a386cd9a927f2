"""The published payment schedule, from the dates that the deadlines of debit notes are set by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform import working_calendar
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision
from registrar.rulebook import decide

# The university's own choice, not the handbook's: a note raised after the term's fee deadline gets so many days.
DAYS_TO_PAY = 14


@dataclass(frozen=True, slots=True)
class TermSchedule:
    """A term of the catalogue with its schedule."""

    term: Any
    decision: Decision


def payment_schedule(year: str, today: date) -> list[TermSchedule]:
    """Return the schedule of every term of an academic year such as 2024/25, the earliest first. One query."""
    terms = [term for term in all_terms() if term.key.startswith(f"{year}-")]
    return [TermSchedule(term, schedule_of(term)) for term in sorted(terms, key=lambda item: item.ordinal)]


def years_with_terms() -> list[str]:
    """Return the academic years that have terms, the newest first. One query."""
    return list(dict.fromkeys(term.key.partition("-")[0] for term in all_terms()))


def schedule_of(term: Any) -> Decision:
    """Return the schedule of one term of the catalogue; no query."""
    facts = {
        "term": term.key,
        "starts_on": term.starts_on,
        "add_drop_ends": term.add_drop_to.astimezone(HONG_KONG).date(),
        "fee_deadline": term.fee_deadline,
        "days_to_pay": DAYS_TO_PAY,
        "closed_days": working_calendar.closed_days(term.fee_deadline),
    }
    return decide("finance.payment_schedule", facts, as_of=term.fee_deadline, university=settings.UNIVERSITY)

"""Whether a deferment or withdrawal stands on a study's record."""

from datetime import datetime
from typing import Any, NamedTuple

from registrar.areas.studies.models import StatusChange, Study

ENDED = {"withdrawal_confirmed": Study.Status.WITHDRAWN, "de_registered": Study.Status.DEREGISTERED}
AFTER = {"deferment": Study.Status.DEFERRED, "withdrawal": Study.Status.WITHDRAWN}


class Departure(NamedTuple):
    """One deferment or withdrawal: its name, its term, and when it was put on record."""

    title: Any
    term: str
    at: datetime


def departures(study: int) -> list[Departure]:
    """Return every deferment and withdrawal of a study, the earliest first; one query."""
    rows = StatusChange.objects.filter(study_id=study, after__in=AFTER.values())
    return [Departure(Study.Status(row.after).label, row.term_id, row.at) for row in rows]


def departure_on_record(study: int, event: str, term: str) -> bool:
    """Return whether the event ("deferment", "withdrawal") is on record for the term; one query.

    A withdrawal counts for every term while the study still stands withdrawn: nothing is taken after it.
    """
    rows = StatusChange.objects.filter(study_id=study, after=AFTER[event])
    if event == "withdrawal":
        return rows.filter(study__status=Study.Status.WITHDRAWN).exists()
    return rows.filter(term_id=term).exists()


def end_on_record(study: int, event: str) -> bool:
    """Return whether a study stands ended by an event ("withdrawal_confirmed", "de_registered"); one query.

    Ends that leave no status behind, such as an exchange that is over, are never on record.
    """
    return event in ENDED and Study.objects.filter(pk=study, status=ENDED[event]).exists()

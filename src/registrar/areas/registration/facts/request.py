"""How a step is asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from registrar.areas.platform.clock import HONG_KONG


@dataclass(frozen=True, slots=True)
class Request:
    """How a step is asked for: when, by the department or not, assigned by it or not, by a ballot or directly.

    A wish of a ballot came in while its own round was open; the window of direct registration is not asked about it.
    """

    now: datetime
    by_department: bool = False
    assigned: bool = False
    by_ballot: bool = False


def last_day(moment: datetime) -> date:
    """Return the day in Hong Kong on which a period ends."""
    return moment.astimezone(HONG_KONG).date()

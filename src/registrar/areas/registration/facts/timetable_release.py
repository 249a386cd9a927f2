"""Whether a term's timetable comes out in the usual days."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision
from registrar.rulebook import decide
from registrar.rules.registration.timetable_release import TimetableReleaseFacts


def judge_release(term: Any, today: date) -> Decision:
    """Return the decision about the release of a term's timetable (polyu-2024-25:5A-09): its warnings are for staff."""
    facts = TimetableReleaseFacts(
        term=term.pk,
        release_on=term.timetable_on,
        registration_opens_on=term.registration_from.astimezone(HONG_KONG).date(),
    )
    return decide("registration.timetable_release", facts, as_of=today, university=settings.UNIVERSITY)

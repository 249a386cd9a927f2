"""When registration opens to one student."""

from datetime import datetime

from django.conf import settings

from registrar.areas.catalogue.queries.registration_phases import registration_phases
from registrar.areas.registration.facts.parts import phase_facts
from registrar.areas.studies.queries.enrolments import enrolments
from registrar.rulebook import decide


def own_phase(study: int, term: str, today: datetime) -> tuple[datetime, datetime] | None:
    """Return opening and end of the student's own phase of registration; None where the general period holds.

    No query for a term without phases, one otherwise.
    """
    if not registration_phases(term):
        return None
    facts = phase_facts(enrolments([study])[study], term)
    if facts is None:
        return None
    result = decide("registration.phase", facts, as_of=today.date(), university=settings.UNIVERSITY).result
    return (result["opens"], result["closes"]) if "opens" in result else None

"""Whether a passed subject may be taken again."""

from datetime import date

from django.conf import settings

from registrar.areas.catalogue.queries.subject_particulars import subject_particulars
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.latest_results import latest_results
from registrar.kernel import Decision
from registrar.rulebook import decide

RECOGNISED = ("transferred", "exempted")


def taking_again(study_id: int, subject: str, term: str, today: date) -> Decision:
    """Return what the rule on retakes says of a subject with a result, in the running term; three queries."""
    found = latest_results([study_id], today, [subject])[study_id].get(subject)
    origin = found.origin if found else ""
    facts = {
        "term": term,
        "subject": subject,
        "attempts": found.attempts if found else 0,
        "latest_grade": found.grade if found else "",
        "recognised": origin if origin in RECOGNISED else None,
        "gur": subject_particulars()[subject].kind == "gur",
        "add_drop_ends_on": term_by_key(term).add_drop_to.astimezone(HONG_KONG).date(),
    }
    return decide("registration.retake", facts, as_of=today, university=settings.UNIVERSITY)

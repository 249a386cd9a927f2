"""In which terms subjects are offered."""

from registrar.areas.registration.models import Offering


def offered_in() -> dict[str, set[str]]:
    """Return term key -> subjects offered in it and not cancelled, of every term with offerings; one query."""
    found: dict[str, set[str]] = {}
    rows = Offering.objects.filter(state=Offering.State.OPEN).order_by().values_list("term_id", "subject_id")
    for term, subject in rows:
        found.setdefault(term, set()).add(subject)
    return found

"""Who takes a subject in a term."""

from registrar.areas.registration.models import Registration


def taking_subjects(term: str) -> set[int]:
    """Return the keys of the studies with a live registration in a term; one query."""
    live = Registration.objects.filter(offering__term_id=term, state=Registration.State.REGISTERED)
    return set(live.order_by().values_list("study_id", flat=True).distinct())

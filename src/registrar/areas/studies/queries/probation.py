"""Whether a student is on academic probation."""

from datetime import date

from registrar.areas.studies.models import TermStanding


def on_probation(study_id: int, today: date) -> bool:
    """Tell whether the latest standing that is released says probation; one query."""
    rows = TermStanding.objects.filter(study_id=study_id, released_on__lte=today).order_by("-term__ordinal")
    return rows.values_list("standing", flat=True).first() == TermStanding.Standing.PROBATION

"""Whether a student is on academic probation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from registrar.areas.studies.models import Study, TermStanding


def on_probation(study_id: int, today: date) -> bool:
    """Tell whether the latest standing that is released says probation; one query."""
    rows = TermStanding.objects.filter(study_id=study_id, released_on__lte=today).order_by("-term__ordinal")
    return rows.values_list("standing", flat=True).first() == TermStanding.Standing.PROBATION


def probations_since(today: date) -> Iterator[tuple[int, Any, str, date]]:
    """Yield (study, student, term, day of announcement) of enrolled studies that stand on probation.

    One query; a standing that a later one replaced isn't among them.
    """
    rows = TermStanding.objects.filter(
        released_on__lte=today, study__status__in=(Study.Status.ACTIVE, Study.Status.ZERO_SUBJECT)
    )
    latest = rows.select_related("study__student").order_by("study_id", "-term__ordinal").distinct("study_id")
    for row in latest:
        if row.standing == TermStanding.Standing.PROBATION:
            yield row.study_id, row.study.student, row.term_id, row.released_on

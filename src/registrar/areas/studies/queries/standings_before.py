"""How students stand when a term begins."""

from collections.abc import Collection
from datetime import date

from registrar.areas.studies.models import TermStanding


def standings_before(studies: Collection[int], ordinal: int, today: date) -> dict[int, str]:
    """Return study -> standing after the last term before the one with this ordinal, as released by `today`; one query.

    A study without a standing (a new student) is missing from the answer.
    """
    rows = TermStanding.objects.filter(study_id__in=studies, term__ordinal__lt=ordinal, released_on__lte=today)
    return dict(rows.order_by("term__ordinal").values_list("study_id", "standing"))


def on_probation(studies: Collection[int], ordinal: int, today: date) -> set[int]:
    """Return the studies that are on academic probation in the term with this ordinal (polyu-2024-25:6C-01)."""
    standings = standings_before(studies, ordinal, today)
    return {study for study, standing in standings.items() if standing == TermStanding.Standing.PROBATION}

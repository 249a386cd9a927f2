"""How the averages of many studies went."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from registrar.areas.studies.models import TermStanding


class StandingThen(NamedTuple):
    """What stood after one term."""

    term: str
    gpa: Decimal | None
    semester_gpa: Decimal | None
    standing: str
    counts: bool


def standings_over_terms(studies: Collection[int], today: date) -> dict[int, list[StandingThen]]:
    """Return study -> its released standings, the oldest first; one query."""
    rows = TermStanding.objects.filter(study_id__in=studies, released_on__lte=today).order_by("term__ordinal")
    found: dict[int, list[StandingThen]] = defaultdict(list)
    fields = ("study_id", "term_id", "gpa", "semester_gpa", "standing", "counts")
    for study, term, gpa, semester_gpa, standing, counts in rows.values_list(*fields):
        found[study].append(StandingThen(term, gpa, semester_gpa, standing, counts))
    return found

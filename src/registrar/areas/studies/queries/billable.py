"""What fees hang on."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.studies.models import Study
from registrar.areas.studies.queries.length_of_study import semesters


class Billable(NamedTuple):
    """A study that is enrolled, or whose place is retained, as far as fees hang on it."""

    pk: int
    cohort: str
    entry_term: str
    mode: str
    residency: str
    stream: str
    programme: str
    level: str
    funding: str
    normal_semesters: int


def billable(studies: Collection[int]) -> list[Billable]:
    """Return those of the studies that are enrolled or have their place retained, ordered by id; one query."""
    charged = (Study.Status.ACTIVE, Study.Status.ZERO_SUBJECT)
    rows = Study.objects.filter(status__in=charged, pk__in=list(studies)).order_by("pk")
    rows = rows.annotate(semesters=semesters())
    return [
        Billable(*row)
        for row in rows.values_list(
            "pk",
            "cohort",
            "entry_term_id",
            "mode",
            "residency",
            "stream",
            "programme_id",
            "programme__level",
            "programme__funding",
            "semesters",
        )
    ]

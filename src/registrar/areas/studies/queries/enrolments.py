"""What registration and fees need to know of a study."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.studies.models import Study
from registrar.areas.studies.queries.length_of_study import semesters


class Enrolment(NamedTuple):
    """A study with the traits of its programme; `minor_subjects` (those of a Minor or a further Major) are
    known where `registrants` reads it.
    """

    pk: int
    student: int
    status: str
    cohort: str
    stage: int
    self_paced: bool
    programme: str
    level: str
    mode: str
    normal_semesters: int
    has_pattern: bool
    minor_subjects: frozenset[str] = frozenset()


def enrolments(studies: Collection[int]) -> dict[int, Enrolment]:
    """Return study -> what registration needs to know of it; one query. Studies that don't exist are missing."""
    rows = (
        Study.objects.filter(pk__in=studies)
        .order_by()
        .annotate(semesters=semesters())
        .values_list(
            "pk",
            "student_id",
            "status",
            "cohort",
            "stage",
            "self_paced",
            "programme_id",
            "programme__level",
            "programme__mode",
            "semesters",
            "programme__has_pattern",
        )
    )
    return {row[0]: Enrolment(*row) for row in rows}

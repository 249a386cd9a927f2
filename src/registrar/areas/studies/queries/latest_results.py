"""What became of subjects at their latest attempt."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from registrar.areas.studies.models import SubjectResult


class LatestResult(NamedTuple):
    """The latest result in one subject and how often it was taken."""

    grade: str
    passed: bool
    attempts: int
    origin: str
    ordinal: int


def latest_results(
    studies: Collection[int], today: date, subjects: Collection[str] | None = None
) -> dict[int, dict[str, LatestResult]]:
    """Return study -> subject -> latest result among those released by `today`; one query.

    Withdrawn subjects are neither passed nor attempts; transfers and exemptions are passes without an attempt.
    """
    rows = SubjectResult.objects.filter(study_id__in=studies, released_on__lte=today)
    if subjects is not None:
        rows = rows.filter(subject_id__in=subjects)
    origins = SubjectResult.Origin
    found: dict[int, dict[str, LatestResult]] = {study: {} for study in studies}
    values = rows.order_by("term__ordinal", "attempt").values_list(
        "study_id", "subject_id", "grade", "failed", "origin", "term__ordinal"
    )
    for study, subject, grade, failed, origin, ordinal in values:
        if origin == origins.WITHDRAWN:
            continue
        before = found[study].get(subject)
        attempts = (before.attempts if before else 0) + (origin == origins.TAKEN)
        found[study][subject] = LatestResult(grade, not failed, attempts, origin, ordinal)
    return found

"""What became of subjects at their latest attempt."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from registrar.areas.platform.reading import read
from registrar.areas.studies.models import SubjectResult

_ORIGINS = SubjectResult.Origin
_SQL = """
    SELECT r.study_id, r.subject_id, r.grade, r.failed, r.origin, t.ordinal
    FROM studies_subjectresult r JOIN catalogue_term t ON t.key = r.term_id
    WHERE r.study_id = ANY(%s) AND r.released_on <= %s AND (%s OR r.subject_id = ANY(%s))
    ORDER BY t.ordinal, r.attempt
"""


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
    found: dict[int, dict[str, LatestResult]] = {study: {} for study in studies}
    rows = read(_SQL, [list(studies), today, subjects is None, list(subjects or ())])
    for study, subject, grade, failed, origin, ordinal in rows:
        if origin == _ORIGINS.WITHDRAWN:
            continue
        before = found[study].get(subject)
        attempts = (before.attempts if before else 0) + (origin == _ORIGINS.TAKEN)
        found[study][subject] = LatestResult(grade, not failed, attempts, origin, ordinal)
    return found

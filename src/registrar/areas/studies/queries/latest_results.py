"""What became of subjects at their latest attempt."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from registrar.areas.platform.reading import Question, Rows, ask
from registrar.areas.studies.models import SubjectResult

_ORIGINS = SubjectResult.Origin
_SQL = """
    SELECT r.study_id, r.subject_id, r.grade, r.failed, r.origin, t.ordinal
    FROM studies_subjectresult r JOIN catalogue_term t ON t.key = r.term_id
    WHERE r.study_id = ANY(%s) AND r.released_on <= %s AND r.void_on IS NULL{of_subjects}
    ORDER BY t.ordinal, r.attempt
"""
_OF_SUBJECTS = " AND r.subject_id = ANY(%s)"
_AND_REQUISITES = """
    AND r.subject_id = ANY(
        %s::text[] || ARRAY(SELECT q.other_id::text FROM catalogue_subjectrequisite q WHERE q.subject_id = ANY(%s)))
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
    return dict(*ask(latest_results_question(studies, today, subjects)))


def latest_results_question(
    studies: Collection[int], today: date, subjects: Collection[str] | None, *, and_requisites: bool = False
) -> Question:
    """Return what `latest_results` asks, for those who ask more at the same time.

    With `and_requisites` also of the subjects that are pre-requisites, co-requisites or exclusions of those named.
    """
    narrowed = "" if subjects is None else _AND_REQUISITES if and_requisites else _OF_SUBJECTS
    named = [list(subjects or ())] * narrowed.count("%s")
    return Question(
        _SQL.format(of_subjects=narrowed), [list(studies), today, *named], lambda rows: _latest(studies, rows)
    )


def _latest(studies: Collection[int], rows: Rows) -> dict[int, dict[str, LatestResult]]:
    found: dict[int, dict[str, LatestResult]] = {study: {} for study in studies}
    for study, subject, grade, failed, origin, ordinal in rows:
        if origin == _ORIGINS.WITHDRAWN:
            continue
        before = found[study].get(subject)
        attempts = (before.attempts if before else 0) + (origin == _ORIGINS.TAKEN)
        found[study][subject] = LatestResult(grade, not failed, attempts, origin, ordinal)
    return found

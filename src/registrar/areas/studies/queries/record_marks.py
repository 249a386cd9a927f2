"""Marks of what is on record, to see later whether anything has changed."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connection

# Each row becomes a number, and a study's numbers are added up: neither order nor row numbers matter, and any change
# of what the rules on standing and award read gives another sum. Shifted, so that a sum of hundreds stays a bigint.
_SQL = """
    SELECT study_id, sum(h)::bigint, (sum(h) FILTER (WHERE lasting))::bigint FROM (
        SELECT r.study_id, true AS lasting, hashtextextended(concat_ws('|', r.subject_id, r.term_id, r.attempt,
            r.origin, r.category, r.credits, r.grade, r.points, r.failed, r.credits_earned), 1) >> 12 AS h
        FROM studies_subjectresult r JOIN catalogue_term t ON t.key = r.term_id
        WHERE r.study_id = ANY(%(studies)s) AND t.ordinal <= %(ordinal)s AND r.void_on IS NULL
        UNION ALL
        SELECT s.study_id, true, hashtextextended(concat_ws('|', s.term_id, s.gpa, s.semester_gpa, s.counts), 2) >> 12
        FROM studies_termstanding s JOIN catalogue_term t ON t.key = s.term_id
        WHERE s.study_id = ANY(%(studies)s) AND t.ordinal < %(ordinal)s
        UNION ALL
        SELECT a.study_id, false, hashtextextended(concat_ws('|', a.kind, a.number, a.ends_on), 3) >> 12
        FROM studies_approval a
        WHERE a.study_id = ANY(%(studies)s) AND a.revoked_at IS NULL AND a.kind = ANY(%(kinds)s)
        UNION ALL
        SELECT s.id, false, hashtextextended(concat_ws('|', s.programme_id, s.stream, s.cohort, s.entry_term_id,
            s.admission, s.minor_id), 5) >> 12
        FROM studies_study s WHERE s.id = ANY(%(studies)s)
        UNION ALL
        SELECT o.study_id, false, hashtextextended(concat_ws('|', o.kind, o.code, o.normal_semesters), 6) >> 12
        FROM studies_studyoption o WHERE o.study_id = ANY(%(studies)s) AND o.given_up_at IS NULL
    ) every GROUP BY study_id
"""
APPROVALS = ("extension", "deferment", "professional_exception", "exceptional_entry")
"""Kinds of approval that standing or award rest on."""


class RecordMark(NamedTuple):
    """A mark of everything, and one of results and earlier standings alone: what a decision of that day rests on.

    The rest (programme, options, extensions and the like) goes on changing afterwards without touching the term.
    """

    everything: int
    results: int


def record_marks(study_ids: Collection[int], term: Any) -> dict[int, RecordMark]:
    """Return study -> marks of its results up to a term and earlier standings, and of all that a proposal rests on.

    Beside them that is the study itself, its options, extensions, deferments and exceptions; one query. Two equal marks
    mean an equal record.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"studies": list(study_ids), "ordinal": term.ordinal, "kinds": list(APPROVALS)})
        return {study: RecordMark(everything, results or 0) for study, everything, results in cursor.fetchall()}

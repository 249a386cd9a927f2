"""Marks of what is on record, to see later whether anything has changed."""

from collections.abc import Collection
from typing import Any

from django.db import connection

# Each row becomes a number, and a study's numbers are added up: neither order nor row numbers matter, and any change
# of what the rules on standing and award read gives another sum. Shifted, so that a sum of hundreds stays a bigint.
_SQL = """
    SELECT study_id, sum(h)::bigint FROM (
        SELECT r.study_id, hashtextextended(concat_ws('|', r.subject_id, r.term_id, r.attempt, r.origin, r.category,
            r.credits, r.grade, r.points, r.failed, r.credits_earned), 1) >> 12 AS h
        FROM studies_subjectresult r JOIN catalogue_term t ON t.key = r.term_id
        WHERE r.study_id = ANY(%(studies)s) AND t.ordinal <= %(ordinal)s AND r.void_on IS NULL
        UNION ALL
        SELECT s.study_id, hashtextextended(concat_ws('|', s.term_id, s.gpa, s.semester_gpa, s.counts), 2) >> 12
        FROM studies_termstanding s JOIN catalogue_term t ON t.key = s.term_id
        WHERE s.study_id = ANY(%(studies)s) AND t.ordinal < %(ordinal)s
        UNION ALL
        SELECT a.study_id, hashtextextended(concat_ws('|', a.kind, a.number), 3) >> 12
        FROM studies_approval a
        WHERE a.study_id = ANY(%(studies)s) AND a.revoked_at IS NULL AND a.kind IN ('extension', 'deferment')
    ) every GROUP BY study_id
"""


def record_marks(study_ids: Collection[int], term: Any) -> dict[int, int]:
    """Return study -> mark of its results up to a term, its earlier standings, extensions and deferments; one query.

    Two equal marks mean an equal record. A study without any row is missing from the answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"studies": list(study_ids), "ordinal": term.ordinal})
        return dict(cursor.fetchall())

"""Whether proposals still rest on the record as it is."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from registrar.areas.assessment.models import Proposal
from registrar.areas.studies.queries.record_marks import record_marks

_LINES = """
    SELECT g.study_id, sum(hashtextextended(concat_ws('|', e.registration_id, e.grade, s.stage), 4) >> 12)::bigint
    FROM assessment_gradeentry e
    JOIN assessment_gradesheet s ON s.id = e.sheet_id
    JOIN registration_registration g ON g.id = e.registration_id
    JOIN registration_offering o ON o.id = s.offering_id
    WHERE g.study_id = ANY(%s) AND o.term_id = %s
    GROUP BY g.study_id
"""


def marks_now(study_ids: Collection[int], term: Any) -> dict[int, int]:
    """Return study -> mark of everything that its proposal for a term rests on; two queries."""
    keys = list(study_ids)
    marks = record_marks(keys, term)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [keys, term.key])
        for study, mark in cursor.fetchall():
            marks[study] = marks.get(study, 0) + mark
    return marks


def stale_among(proposals: Iterable[Proposal], term: Any) -> set[int]:
    """Return the keys of those proposals whose record has changed since they were computed; two queries."""
    rows = list(proposals)
    marks = marks_now([row.study_id for row in rows], term)
    return {row.pk for row in rows if row.record_mark != marks.get(row.study_id, 0)}

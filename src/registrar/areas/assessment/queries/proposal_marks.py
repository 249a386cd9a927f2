"""Whether proposals still rest on the record as it is."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from registrar.areas.advising.queries.audit_marks import audit_marks
from registrar.areas.assessment.models import Proposal
from registrar.areas.studies.queries.record_marks import RecordMark, record_marks

NOTHING = RecordMark(0, 0)

_LINES = """
    SELECT g.study_id, sum(hashtextextended(concat_ws('|', e.registration_id, e.grade, s.stage), 4) >> 12)::bigint
    FROM assessment_gradeentry e
    JOIN assessment_gradesheet s ON s.id = e.sheet_id
    JOIN registration_registration g ON g.id = e.registration_id
    JOIN registration_offering o ON o.id = s.offering_id
    WHERE g.study_id = ANY(%s) AND o.term_id = %s
    GROUP BY g.study_id
"""


def marks_now(study_ids: Collection[int], term: Any) -> dict[int, RecordMark]:
    """Return study -> marks of everything that its proposal for a term rests on; three queries."""
    keys = list(study_ids)
    more = Counter(audit_marks(keys))
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [keys, term.key])
        more.update(dict(cursor.fetchall()))
    found = record_marks(keys, term)
    return {study: mark._replace(everything=mark.everything + more[study]) for study, mark in found.items()}


def stale_among(proposals: Iterable[Proposal], term: Any) -> set[int]:
    """Return the keys of those proposals whose record has changed since they were computed; three queries."""
    rows = list(proposals)
    marks = marks_now([row.study_id for row in rows], term)
    return {row.pk for row in rows if row.record_mark != marks.get(row.study_id, NOTHING).everything}


def changed_among(proposals: Iterable[Proposal], term: Any) -> set[int]:
    """Return the keys of those whose results or earlier standings have changed since; one query.

    What a signed decision rests on. A programme, a Minor or an extension that came later is no matter of that term.
    """
    rows = [row for row in proposals if row.results_mark is not None]
    marks = record_marks([row.study_id for row in rows], term)
    return {row.pk for row in rows if row.results_mark != marks.get(row.study_id, NOTHING).results}

"""Subjects that studies have registered and that have no result yet."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.reading import read

_SQL = """
    SELECT r.study_id, o.subject_id, o.term_id, r.credits
    FROM registration_registration r JOIN registration_offering o ON o.id = r.offering_id
    JOIN catalogue_term t ON t.key = o.term_id
    WHERE r.study_id = ANY(%s) AND r.registered_at < %s AND (r.ended_at IS NULL OR r.ended_at >= %s)
      AND NOT EXISTS (
        SELECT FROM studies_subjectresult x
        WHERE x.study_id = r.study_id AND x.subject_id = o.subject_id AND x.term_id = o.term_id
          AND x.void_on IS NULL AND (x.released_on <= %s OR t.ordinal <= %s))
    ORDER BY r.study_id, t.ordinal, o.subject_id
"""


class RunningSubject(NamedTuple):
    """A subject registered in a term."""

    subject: str
    term: str
    credits: int


def running_subjects(
    studies: Collection[int], as_of: date, unreleased_until: int | None = None
) -> dict[int, list[RunningSubject]]:
    """Return study -> subjects registered at the end of a day whose result wasn't out by then; one query.

    Results that are on record up to the term of ordinal `unreleased_until` count as out.
    """
    end = datetime.combine(as_of + timedelta(days=1), time(), HONG_KONG)
    until = -1 if unreleased_until is None else unreleased_until
    found: dict[int, list[RunningSubject]] = {study: [] for study in studies}
    for study, *row in read(_SQL, [list(studies), end, end, as_of, until]):
        found[study].append(RunningSubject(*row))
    return found

"""What studies have behind them: the results that bring something for the award."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from registrar.areas.platform.reading import read
from registrar.areas.studies.models import SubjectResult

_SQL = """
    SELECT DISTINCT ON (r.study_id, r.subject_id)
           r.study_id, r.subject_id, r.term_id, r.origin, r.grade, r.points, r.credits_earned
    FROM studies_subjectresult r JOIN catalogue_term t ON t.key = r.term_id
    WHERE r.study_id = ANY(%s) AND NOT r.failed AND r.void_on IS NULL AND r.origin <> %s
      AND (r.released_on <= %s OR t.ordinal <= %s)
      AND (r.credits_earned > 0 OR r.origin = %s OR r.credits = 0)
    ORDER BY r.study_id, r.subject_id, t.ordinal DESC, r.attempt DESC
"""
NONE = -1


class PassedResult(NamedTuple):
    """A passed, transferred or exempted subject; `credits` are those that it earned."""

    subject: str
    term: str
    origin: str
    grade: str
    points: Decimal | None
    credits: int


def passed_results(
    studies: Collection[int], as_of: date, unreleased_until: int | None = None
) -> dict[int, list[PassedResult]]:
    """Return study -> its last pass in each subject among the results released by a day; one query.

    A subject passed once stays passed, whatever a later attempt brought (polyu-2018-19:3R-03). `unreleased_until` is
    the ordinal of a term up to which results count that students don't see yet: boards ask with it.
    """
    origin = SubjectResult.Origin
    until = NONE if unreleased_until is None else unreleased_until
    rows = read(_SQL, [list(studies), origin.WITHDRAWN.value, as_of, until, origin.EXEMPTED.value])
    found: dict[int, list[PassedResult]] = {study: [] for study in studies}
    for study, *row in rows:
        found[study].append(PassedResult(*row))
    return found

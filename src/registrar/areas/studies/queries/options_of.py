"""Minors and further Majors on record."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.reading import Question, ask
from registrar.areas.studies.models import StudyOption

MINOR = StudyOption.Kind.MINOR

# A Minor that came with the record stands on the study alone, until a row says something about it.
_SQL = """
    SELECT o.study_id, o.kind, o.code, o.taken_from_id, o.normal_semesters
    FROM studies_studyoption o
    WHERE o.study_id = ANY(%s) AND o.entered_at < %s AND (o.given_up_at IS NULL OR o.given_up_at >= %s)
    UNION ALL
    SELECT s.id, 'minor', s.minor_id, NULL, NULL
    FROM studies_study s
    WHERE s.id = ANY(%s) AND s.minor_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM studies_studyoption o WHERE o.study_id = s.id AND o.kind = 'minor')
    ORDER BY 1, 2
"""


class OptionHeld(NamedTuple):
    """One option of a study: its kind (minor, second_major, secondary_major), code, and the term it was taken up in.

    `taken_from` is None where it came with the record; `normal_semesters` is the length of a Double Major, if any.
    """

    kind: str
    code: str
    taken_from: str | None
    normal_semesters: int | None


def options_of(studies: Collection[int], as_of: date) -> dict[int, list[OptionHeld]]:
    """Return study -> its options at the end of a day, for those that have any; one query.

    An option counts from the day on which it went on record until the day on which giving it up was approved
    (polyu-2024-25:4M-05).
    """
    (found,) = ask(options_question(studies, as_of))
    return dict(found)


def options_question(studies: Collection[int], as_of: date) -> Question:
    """Return what `options_of` asks, for those who ask more at the same time."""
    keys, end = list(studies), datetime.combine(as_of + timedelta(days=1), time(), HONG_KONG)
    return Question(_SQL, [keys, end, end, keys], _by_study)


def _by_study(rows: Iterable[Any]) -> dict[int, list[OptionHeld]]:
    found: dict[int, list[OptionHeld]] = {}
    for study, *row in rows:
        found.setdefault(study, []).append(OptionHeld(*row))
    return found


def deciding_option(options: Collection[OptionHeld]) -> str:
    """Return the option that `award.eligibility` asks for: the furthest-reaching of those held, or "none"."""
    kinds = {one.kind for one in options}
    order = (StudyOption.Kind.SECOND_MAJOR, MINOR, StudyOption.Kind.SECONDARY_MAJOR)
    return next((str(kind) for kind in order if kind in kinds), "none")


def option_history(study: Any) -> list[StudyOption]:
    """Return every option of a study, given up or not, the latest first; one query."""
    rows = StudyOption.objects.filter(study=study).select_related("entered_by__person", "given_up_by__person")
    return list(rows)

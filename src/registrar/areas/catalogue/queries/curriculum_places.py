"""Where subjects stand in the curricula of programmes."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.platform.reading import read

_SQL = """
    SELECT programme_id, subject_id, category, stage, semester
    FROM catalogue_curriculumsubject WHERE programme_id = ANY(%s) AND subject_id = ANY(%s)
"""


class CurriculumPlace(NamedTuple):
    """Category, year of study and semester of a subject in one programme."""

    category: str
    stage: int
    semester: str


def curriculum_places(programmes: Collection[str], subjects: Collection[str]) -> dict[tuple[str, str], CurriculumPlace]:
    """Return (programme, subject) -> the subject's place, where it has one; one query."""
    rows = read(_SQL, [list(programmes), list(subjects)])
    return {(programme, subject): CurriculumPlace(*place) for programme, subject, *place in rows}

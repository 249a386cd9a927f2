"""Whole curricula, for those who check many studies against them."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.platform.reading import read

_SQL = """
    SELECT c.programme_id, c.subject_id, c.category, s.credits, c.stage, c.semester
    FROM catalogue_curriculumsubject c JOIN catalogue_subject s ON s.code = c.subject_id
    WHERE c.programme_id = ANY(%s) ORDER BY c.programme_id, c.stage, c.semester, c.subject_id
"""


class CurriculumRow(NamedTuple):
    """A subject of a curriculum: category, credits, and the year and semester in which the pattern puts it."""

    subject: str
    category: str
    credits: int
    stage: int
    semester: str


def curricula(programmes: Collection[str]) -> dict[str, tuple[CurriculumRow, ...]]:
    """Return programme -> its curriculum in the order of the pattern, empty where it has none; one query."""
    found: dict[str, list[CurriculumRow]] = {code: [] for code in programmes}
    for programme, *row in read(_SQL, [list(programmes)]):
        found[programme].append(CurriculumRow(*row))
    return {code: tuple(rows) for code, rows in found.items()}

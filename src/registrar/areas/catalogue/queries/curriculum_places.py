"""Where subjects stand in the curricula of programmes."""

from collections.abc import Collection
from typing import NamedTuple

from registrar.areas.catalogue.models import CurriculumSubject


class CurriculumPlace(NamedTuple):
    """Category, year of study and semester of a subject in one programme."""

    category: str
    stage: int
    semester: str


def curriculum_places(programmes: Collection[str], subjects: Collection[str]) -> dict[tuple[str, str], CurriculumPlace]:
    """Return (programme, subject) -> the subject's place, where it has one; one query."""
    rows = CurriculumSubject.objects.filter(programme_id__in=programmes, subject_id__in=subjects)
    values = rows.order_by().values_list("programme_id", "subject_id", "category", "stage", "semester")
    return {
        (programme, subject): CurriculumPlace(category, stage, semester)
        for programme, subject, category, stage, semester in values
    }

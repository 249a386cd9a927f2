"""The subjects of a curriculum."""

from registrar.areas.catalogue.models import CurriculumSubject


def curriculum_subjects(programme: str, category: str) -> list[str]:
    """Return the codes of a programme's subjects in one category, or in all (""); one query."""
    rows = CurriculumSubject.objects.filter(programme_id=programme)
    if category:
        rows = rows.filter(category=category)
    return list(rows.order_by().values_list("subject_id", flat=True))


CATEGORIES = CurriculumSubject.Category.choices

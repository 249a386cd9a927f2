"""The subjects of a curriculum."""

from registrar.areas.catalogue.models import CurriculumSubject


def curriculum_subjects(programme: str, category: str) -> list[str]:
    """Return the codes of a programme's subjects in one category, or in all (""); one query."""
    rows = CurriculumSubject.objects.filter(programme_id=programme)
    if category:
        rows = rows.filter(category__in=[category, *FURTHER.get(category, ())])
    return list(rows.order_by().values_list("subject_id", flat=True))


Category = CurriculumSubject.Category
# A General University Requirement at a fixed time is one all the same.
FURTHER = {Category.GUR.value: (Category.GUR_FIXED.value,)}
CATEGORIES = [choice for choice in Category.choices if choice[0] != Category.GUR_FIXED]

"""The studies that a member of staff may find."""

from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.studies.models import Study


def visible_studies(user: Any, departments: set[str] | None) -> QuerySet[Study]:
    """Return studies of the given departments' programmes (None: of all), and those that the user advises."""
    rows = Study.objects.select_related("programme", "student__person")
    if departments is None:
        return rows
    return rows.filter(Q(programme__department_id__in=departments) | Q(advisor=user))


def matching(rows: QuerySet[Study], text: str) -> QuerySet[Study]:
    """Return the studies whose student number, name in either script or programme code matches every word."""
    for word in text.split():
        rows = rows.filter(
            Q(student_number__istartswith=word)
            | Q(student__person__family_name__icontains=word)
            | Q(student__person__given_names__icontains=word)
            | Q(student__person__name_zh__contains=word)
            | Q(programme__code__istartswith=word)
        )
    return rows

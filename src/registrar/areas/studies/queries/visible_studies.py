"""The studies that a member of staff may find."""

from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.studies.models import Study
from registrar.areas.studies.queries.endings import GRADUATING
from registrar.areas.studies.queries.of_student import of_student


def visible_studies(user: Any, departments: set[str] | None) -> QuerySet[Study]:
    """Return studies of the given departments' programmes (None: of all), and those that the user advises."""
    rows = Study.objects.select_related("programme", "student__person")
    if departments is None:
        return rows
    return rows.filter(Q(programme__department_id__in=departments) | Q(advisor=user))


def matching(rows: QuerySet[Study], text: str) -> QuerySet[Study]:
    """Return the studies whose student number, name in either script or programme code matches every word."""
    for word in text.split():
        rows = rows.filter(of_student(word) | Q(programme__code__istartswith=word))
    return rows


def enrolled_studies(user: Any, departments: set[str] | None) -> QuerySet[Study]:
    """Return the visible studies that are still under way."""
    gone = (Study.Status.WITHDRAWN, Study.Status.DEREGISTERED, *GRADUATING, Study.Status.NULLIFIED)
    return visible_studies(user, departments).exclude(status__in=gone)


def cohorts_of(rows: QuerySet[Study]) -> list[str]:
    """Return the years of admission among studies, the latest first; one query."""
    return list(rows.order_by("-cohort").values_list("cohort", flat=True).distinct())

"""What authorities allowed students, across the studies of a department."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from registrar.areas.studies.models import Approval
from registrar.areas.studies.queries.of_student import of_student


def overrides(departments: Collection[str] | None, today: date, *, past: bool = False) -> QuerySet[Approval]:
    """Return approvals in force on a day (or past ones) of the departments' programmes, None: of all.

    An approval ends with its last day, with its term, or when it is taken back.
    """
    rows = Approval.objects.select_related("study__student__person", "study__programme", "granted_by__person", "term")
    if departments is not None:
        rows = rows.filter(study__programme__department_id__in=departments)
    over = Q(revoked_at__isnull=False) | Q(ends_on__lt=today) | Q(term__ends_on__lt=today)
    return rows.filter(over) if past else rows.exclude(pk__in=Approval.objects.filter(over).values("pk"))


def overrides_named(rows: QuerySet[Approval], text: str) -> QuerySet[Approval]:
    """Return those whose student number, name or subject has every word of a text."""
    for word in text.split():
        rows = rows.filter(of_student(word, "study__") | Q(subject__code__istartswith=word))
    return rows

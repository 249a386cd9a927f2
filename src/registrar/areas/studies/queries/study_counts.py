"""How many studies there are, and how they stand."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from registrar.areas.studies.models import Study, TermStanding


def status_counts(departments: Collection[str] | None = None) -> dict[str, int]:
    """Return status -> studies, of some departments' programmes or (None) of all; one query."""
    rows = Study.objects.all()
    if departments is not None:
        rows = rows.filter(programme__department_id__in=departments)
    return dict(rows.order_by().values_list("status").annotate(Count("pk")))


def on_probation(*, departments: Collection[str] | None = None, advisor: Any = None) -> int:
    """Return how many enrolled studies stand on probation by their latest standing; one query."""
    rows: QuerySet[Study] = Study.objects.filter(status=Study.Status.ACTIVE)
    if departments is not None:
        rows = rows.filter(programme__department_id__in=departments)
    if advisor is not None:
        rows = rows.filter(advisor=advisor)
    latest = TermStanding.objects.filter(study=OuterRef("pk")).order_by("-term__ordinal").values("standing")[:1]
    return rows.annotate(latest=Subquery(latest)).filter(latest=TermStanding.Standing.PROBATION).count()


def advisees(advisor: Any) -> int:
    """Return how many enrolled students somebody advises; one query."""
    return Study.objects.filter(status=Study.Status.ACTIVE, advisor=advisor).count()

"""Who is expected to take subjects in a term."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from registrar.areas.studies.models import Study


def expected_studies(ordinal: int) -> dict[int, tuple[str, Any]]:
    """Return study -> (cohort, student) of the enrolled studies that began in this term or before; one query.

    `ordinal` is the term's. Deferred studies and those with a semester without subjects are not expected.
    """
    rows = Study.objects.filter(status=Study.Status.ACTIVE, entry_term__ordinal__lte=ordinal).select_related("student")
    return {row.pk: (row.cohort, row.student) for row in rows}


def enrolled_among(keys: Collection[int]) -> QuerySet[Study]:
    """Return those of these studies that are enrolled still, with what a list shows."""
    rows = Study.objects.filter(pk__in=keys, status=Study.Status.ACTIVE)
    return rows.select_related("student__person", "programme__department")

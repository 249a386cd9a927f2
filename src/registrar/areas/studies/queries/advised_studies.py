"""The students of an academic advisor."""

from typing import Any

from registrar.areas.studies.models import Study


def advised_studies(user: Any) -> list[Any]:
    """Return the studies under way that somebody advises on, with student and programme; one query."""
    gone = (Study.Status.WITHDRAWN, Study.Status.DEREGISTERED, Study.Status.GRADUATED)
    rows = Study.objects.filter(advisor=user).exclude(status__in=gone)
    return list(rows.select_related("student__person", "programme", "entry_term").order_by("student_number"))

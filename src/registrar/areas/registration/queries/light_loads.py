"""Who was listed for a light load."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet, Sum

from registrar.areas.registration.models import Registration


def loads_of(studies: Collection[int], term: str) -> QuerySet[Any]:
    """Return study, student number, programme, name and credits of the term for these studies; one query."""
    rows = Registration.objects.filter(
        study_id__in=studies, offering__term_id=term, state=Registration.State.REGISTERED
    )
    return (
        rows.order_by()
        .values(
            "study_id",
            "study__student_number",
            "study__programme_id",
            "study__programme__department_id",
            "study__student__person__family_name",
            "study__student__person__given_names",
            "study__student__person__name_zh",
        )
        .annotate(load=Sum("credits"))
        .order_by("study__student_number")
    )

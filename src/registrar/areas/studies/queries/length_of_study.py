"""How long a study normally lasts."""

from collections.abc import Collection
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from registrar.areas.studies.models import Study, StudyOption


def semesters() -> Any:
    """Return the expression for the normal duration of a study in semesters, for queries on studies.

    It is the programme's, unless a Second Major on record carries a longer one; a Secondary Major gives no extra time
    (polyu-2024-25:4M-05).
    """
    double = StudyOption.objects.filter(
        study=OuterRef("pk"), kind=StudyOption.Kind.SECOND_MAJOR, given_up_at=None
    ).values("normal_semesters")
    return Coalesce(Subquery(double), F("programme__normal_duration"))


def semesters_of(studies: Collection[int]) -> dict[int, int]:
    """Return study -> its normal duration in semesters; one query."""
    rows = Study.objects.filter(pk__in=studies).order_by().annotate(semesters=semesters())
    return dict(rows.values_list("pk", "semesters"))

"""Averages as they stood last."""

from collections.abc import Collection
from decimal import Decimal

from registrar.areas.studies.models import TermStanding


def latest_gpas(studies: Collection[int]) -> dict[int, Decimal]:
    """Return study -> GPA after its latest term, for those who have one; one query."""
    rows = TermStanding.objects.filter(study_id__in=studies).exclude(gpa=None).order_by("term__ordinal")
    return {study: gpa for study, gpa in rows.values_list("study_id", "gpa") if gpa is not None}

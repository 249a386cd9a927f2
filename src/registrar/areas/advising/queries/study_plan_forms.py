"""AR150s: of one study, and those that wait for an advisor."""

from collections.abc import Collection
from typing import Any

from registrar.areas.advising.models import StudyPlanForm


def forms_of(study_id: int) -> list[Any]:
    """Return a study's forms, the latest first; one query."""
    rows = StudyPlanForm.objects.filter(study_id=study_id).select_related("term", "met_by__person", "file")
    return list(rows.order_by("-due_on"))


def open_forms(studies: Collection[int], term: str) -> dict[int, Any]:
    """Return study -> its form of a term that isn't settled; one query."""
    rows = StudyPlanForm.objects.filter(study_id__in=studies, term_id=term)
    return {form.study_id: form for form in rows if not form.settled}


def form_by_key(key: int) -> Any | None:
    """Return a form with its study, or None; one query."""
    rows = StudyPlanForm.objects.select_related("study__programme", "study__student__person", "term", "file")
    return rows.filter(pk=key).first()

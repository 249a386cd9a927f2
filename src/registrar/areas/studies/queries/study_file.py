"""The whole record of one study, for its pages."""

from datetime import date
from typing import Any

from registrar.areas.studies.models import Approval, StatusChange, Study, SubjectResult, TermStanding


def study_for_page(key: int) -> Study:
    """Return a study with what its pages show of it; one query. Raises Study.DoesNotExist."""
    rows = Study.objects.select_related(
        "programme__department", "entry_term", "student__person", "advisor__person", "minor"
    )
    return rows.get(pk=key)


def results_of(study: Study, today: date | None) -> list[SubjectResult]:
    """Return every attempt at every subject by term, released by `today` (None: also what is not released yet)."""
    rows = SubjectResult.objects.filter(study=study).select_related("subject")
    if today is not None:
        rows = rows.filter(released_on__lte=today)
    return list(rows.order_by("term__ordinal", "subject_id"))


def standings_of(study: Study, today: date | None) -> list[TermStanding]:
    """Return the standings by term, released by `today` (None: also what is not released yet)."""
    rows = TermStanding.objects.filter(study=study)
    if today is not None:
        rows = rows.filter(released_on__lte=today)
    return list(rows.order_by("term__ordinal"))


def approvals_of(study: Study) -> list[Approval]:
    """Return every approval, revoked ones too, the latest first."""
    return list(Approval.objects.filter(study=study).select_related("granted_by__person", "subject"))


def status_history(study: Study) -> list[StatusChange]:
    """Return how the status came about, the latest first."""
    return list(StatusChange.objects.filter(study=study).select_related("decision").order_by("-at", "-pk"))


def credits_earned(results: list[Any]) -> int:
    """Return the credits of subjects passed at any attempt, each once, void ones left out (polyu-2018-19:3R-03)."""
    counting = (row for row in results if row.void_on is None)
    return sum({row.subject_id: row.credits_earned for row in counting if row.credits_earned}.values())

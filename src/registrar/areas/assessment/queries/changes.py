"""Proposed and confirmed changes of final results."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from registrar.areas.assessment.models import GradeEntry, Rectification
from registrar.areas.people.policies import Role, roles_of

WHOLE_VIEW = (Role.REGISTRY, Role.BOARD, Role.AUDITOR)


def changes_for(user: Any) -> QuerySet[Rectification]:
    """Return the changes that somebody may see: those of a panel chair's department, or all."""
    rows = Rectification.objects.select_related(
        "result__study__student__person", "result__subject", "result__term", "proposed_by__person", "decided_by__person"
    )
    held = roles_of(user)
    departments = held.get(Role.PANEL_CHAIR, set())
    if "" in departments or any(role in held for role in WHOLE_VIEW):
        return rows
    return rows.filter(result__subject__department_id__in=departments)


def line_of(result: Any) -> GradeEntry | None:
    """Return the line of the grade sheet that a result comes from, if it came from one; one query."""
    rows = GradeEntry.objects.filter(registration__study=result.study_id, sheet__offering__subject=result.subject_id)
    return rows.filter(sheet__offering__term=result.term_id).select_related("sheet").first()


def versions_of(line: GradeEntry) -> list[Any]:
    """Return what stood on a line at each change, the first one first, with who wrote it; one query."""
    events = apps.get_model("assessment", "GradeEntryEvent").objects.filter(pgh_obj=line.pk)
    return list(events.select_related("entered_by__person").order_by("pgh_created_at", "pgh_id"))

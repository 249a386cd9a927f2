"""Grade sheets as lists of work."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from registrar.areas.assessment.models import GradeSheet, ReviewPanel
from registrar.areas.people.policies import Role, roles_of

WHOLE_VIEW = (Role.REGISTRY, Role.BOARD, Role.AUDITOR)


def sheets_for(user: Any) -> QuerySet[GradeSheet]:
    """Return the sheets that somebody may see, with counts of lines and of grades entered.

    A teacher sees those of the groups taught, a panel's chair and members those of the department; registry, board and
    auditor see all.
    """
    held = roles_of(user)
    sheets = GradeSheet.objects.select_related("offering__subject", "offering__term").annotate(
        lines=Count("entries"), graded=Count("entries", filter=~Q(entries__grade=""))
    )
    if any(role in held for role in WHOLE_VIEW) or "" in held.get(Role.PANEL_CHAIR, set()):
        return sheets
    mine = Q(offering__in=user.groups_taught.values("offering"))
    panel = ReviewPanel.objects.filter(
        members__user=user, department=OuterRef("offering__subject__department"), term=OuterRef("offering__term")
    )
    return sheets.filter(mine | Exists(panel) | Q(offering__subject__department__in=held.get(Role.PANEL_CHAIR, set())))


def lines_of(sheet: GradeSheet) -> QuerySet[Any]:
    """Return the lines of a sheet with student and names, by student number; one query."""
    return sheet.entries.select_related("registration__study__student__person", "registration__group").order_by(
        "registration__study__student_number"
    )


def grade_counts(sheet: GradeSheet) -> dict[str, int]:
    """Return how often each grade stands on a sheet, the best first as the scale goes; one query."""
    rows = sheet.entries.exclude(grade="").values_list("grade").annotate(Count("id"))
    return dict(rows)


def terms_with_sheets() -> set[str]:
    """Return the keys of the terms that have grade sheets; one query."""
    return set(GradeSheet.objects.values_list("offering__term_id", flat=True).distinct())

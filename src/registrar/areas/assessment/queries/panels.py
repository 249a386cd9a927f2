"""Subject Assessment Review Panels."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from registrar.areas.assessment.models import GradeSheet, Moderation, PanelMember, ReviewPanel
from registrar.areas.people.policies import Role, roles_of


def panel_of(sheet: GradeSheet) -> ReviewPanel | None:
    """Return the panel that looks at a sheet, if one is on record; one query."""
    offering = sheet.offering
    return ReviewPanel.objects.filter(department=offering.subject.department_id, term=offering.term_id).first()


def sits_on_panel_of(user: Any, offering: Any) -> bool:
    """Tell whether somebody is a member of the panel that looks at an offering's sheet; one query."""
    rows = PanelMember.objects.filter(user=user, panel__department=offering.subject.department_id)
    return rows.filter(panel__term=offering.term_id).exists()


def sits_on_a_panel(user: Any) -> bool:
    """Tell whether somebody is a member of any panel; asked once for a user object."""
    sits: bool | None = getattr(user, "_sits_on_a_panel", None)
    if sits is None:
        sits = bool(getattr(user, "is_authenticated", False)) and PanelMember.objects.filter(user=user).exists()
        user._sits_on_a_panel = sits
    return sits


def panels_for(user: Any) -> QuerySet[ReviewPanel]:
    """Return the panels of the departments that somebody works for, or all, with `member_count` and `open_sheets`."""
    held = roles_of(user)
    rows = ReviewPanel.objects.select_related("department", "term").annotate(member_count=Count("members"))
    departments = set[str]().union(*(held.get(role, set()) for role in (Role.PANEL_CHAIR, Role.DEPARTMENT, Role.HEAD)))
    if "" in departments or any(role in held for role in (Role.REGISTRY, Role.AUDITOR, Role.BOARD)):
        return rows
    return rows.filter(Q(department__in=departments) | Q(members__user=user))


def members_of(panel: ReviewPanel) -> list[Any]:
    """Return the accounts of a panel's members with their names, by name; one query."""
    rows = panel.members.select_related("user__person").order_by("user__username")
    return [row.user for row in rows]


def moderations_of(sheet: GradeSheet) -> list[Moderation]:
    """Return what was done to a sheet's marks, the first one first, with `line_count`; one query."""
    rows = sheet.moderations.select_related("by__person", "component").annotate(line_count=Count("lines"))
    return list(rows)

"""Results that are pending."""

from typing import Any

from django.db.models import Q, QuerySet

from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.assessment.queries.offerings import OWN_DEPARTMENT, WHOLE_VIEW
from registrar.areas.people.policies import Role, roles_of


def pending_lines(user: Any) -> QuerySet[GradeEntry]:
    """Return the pending lines of final sheets that somebody teaches or whose department the person works for.

    Registry, board and auditor see all. Each with student, subject, term and what was arranged.
    """
    held = roles_of(user)
    rows = GradeEntry.objects.filter(grade=PENDING, sheet__stage=GradeSheet.Stage.FINAL).select_related(
        "registration__study__student__person", "sheet__offering__subject", "sheet__offering__term", "late_assessment"
    )
    departments = set[str]().union(*(held.get(role, set()) for role in OWN_DEPARTMENT))
    if "" in departments or any(role in held for role in (*WHOLE_VIEW, Role.BOARD)):
        return rows
    mine = Q(sheet__offering__in=user.groups_taught.values("offering"))
    return rows.filter(mine | Q(sheet__offering__subject__department__in=departments))

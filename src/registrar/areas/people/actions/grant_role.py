"""Give somebody an office."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.people.models import Role, RoleAssignment, User
from registrar.areas.platform.locking import lock

# Offices that only make sense inside a department.
DEPARTMENTAL = frozenset({Role.TEACHER, Role.ADVISOR, Role.PANEL_CHAIR, Role.LEADER, Role.DEPARTMENT, Role.HEAD})


class RoleRefused(Exception):
    """The office can't be given or taken; `reason` is a key of `REASONS`."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        self.reason = reason
        super().__init__(reason)


@transaction.atomic
def grant_role(actor: Any, *, net_id: str, role: Role, department: str, now: datetime) -> RoleAssignment:
    """Give an office from today on; the one that is already held is returned as it stands.

    Raises RoleRefused("unknown_account"), ("own_role"): nobody gives an office to themselves, ("student_role"): the
    study makes a student, ("department_missing") or ("department_needless").
    """
    user = User.objects.filter(username=net_id.strip().lower()).first()
    if user is None:
        raise RoleRefused("unknown_account")
    lock({"people.User": [user.pk]})
    if user.pk == actor.pk:
        raise RoleRefused("own_role")
    if role == Role.STUDENT:
        raise RoleRefused("student_role")
    if role in DEPARTMENTAL and not department:
        raise RoleRefused("department_missing")
    if role not in DEPARTMENTAL and department:
        raise RoleRefused("department_needless")
    held = RoleAssignment.objects.filter(user=user, role=role, department=department, until=None).first()
    if held is not None:
        return held
    # Given back on the day it was taken: the same row stands again.
    row, _ = RoleAssignment.objects.update_or_create(
        user=user, role=role, department=department, since=now.date(), defaults={"until": None}
    )
    return row

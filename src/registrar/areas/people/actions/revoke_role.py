"""Take an office from somebody."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.people.actions.grant_role import RoleRefused
from registrar.areas.people.models import Role, RoleAssignment
from registrar.areas.platform.locking import lock


@transaction.atomic
def revoke_role(actor: Any, *, assignment: int, now: datetime) -> RoleAssignment:
    """End an office today. The row stays, so that one can see who held it when; ending it twice changes nothing.

    Raises RoleAssignment.DoesNotExist, RoleRefused("own_role"): so that the last registrar cannot lock everybody out,
    and RoleRefused("student_role"): that one ends with the study.
    """
    holder = RoleAssignment.objects.values_list("user_id", flat=True).get(pk=assignment)
    lock({"people.User": [holder]})
    row = RoleAssignment.objects.get(pk=assignment)
    if row.user_id == actor.pk:
        raise RoleRefused("own_role")
    if row.role == Role.STUDENT:
        raise RoleRefused("student_role")
    if row.until is None:
        row.until = now.date()
        row.save(update_fields=["until"])
    return row

"""A department closes the waiting list of one group, and may open it again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.end_waiting import end_waiting
from registrar.areas.registration.models import ClosedList


@transaction.atomic
def close_list(group_id: int, *, reason: str, actor: Any, now: datetime) -> int:
    """Close a list with a reason that everybody in it is told; return how many waited. Open offers stand.

    Closing a closed list changes nothing. Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a list is closed with a reason")
    lock({"registration.SubjectGroup": [group_id]})
    _, closed = ClosedList.objects.get_or_create(
        group_id=group_id, defaults={"reason": reason, "closed_at": now, "actor": actor}
    )
    return end_waiting([group_id], "closed_by_department", now=now, reason=reason) if closed else 0


@transaction.atomic
def open_list(group_id: int) -> bool:
    """Let students join the list again; those who were in it join anew. False where it was open."""
    lock({"registration.SubjectGroup": [group_id]})
    return bool(ClosedList.objects.filter(group_id=group_id).delete()[0])

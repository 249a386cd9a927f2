"""Give up waiting for a place."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import WaitingEntry


@transaction.atomic
def leave_waiting_list(entry_id: int, *, now: datetime) -> bool:
    """Take a student off a list; False where it waits no longer, as when a place was offered meanwhile.

    Raises WaitingEntry.DoesNotExist.
    """
    entry = WaitingEntry.objects.get(pk=entry_id)
    lock({"registration.SubjectGroup": [entry.group_id]})
    waiting = WaitingEntry.objects.filter(pk=entry_id, state=WaitingEntry.State.WAITING)
    return bool(waiting.update(state=WaitingEntry.State.LEFT, ended_at=now))

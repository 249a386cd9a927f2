"""End a student's wait for a place."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import WaitingEntry


@transaction.atomic
def end_wait(entry_id: int, *, was: WaitingEntry.State, becomes: WaitingEntry.State, now: datetime) -> int | None:
    """Bring an entry from one state to another that ends it; returns its group, or None where it was in no such state.

    Raises WaitingEntry.DoesNotExist.
    """
    entry = WaitingEntry.objects.get(pk=entry_id)
    lock({"registration.SubjectGroup": [entry.group_id]})
    found = WaitingEntry.objects.filter(pk=entry_id, state=was)
    return entry.group_id if found.update(state=becomes, ended_at=now) else None

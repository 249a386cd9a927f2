"""Decline a place that the waiting list offered."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import WaitingEntry


@transaction.atomic
def decline_offer(entry_id: int, *, now: datetime) -> bool:
    """End an open offer; the place goes on to the next student. False where it isn't open any more.

    Raises WaitingEntry.DoesNotExist.
    """
    entry = WaitingEntry.objects.get(pk=entry_id)
    lock({"registration.SubjectGroup": [entry.group_id]})
    offered = WaitingEntry.objects.filter(pk=entry_id, state=WaitingEntry.State.OFFERED)
    declined = bool(offered.update(state=WaitingEntry.State.DECLINED, ended_at=now))
    if declined:
        queue_offers([entry.group_id])
    return declined

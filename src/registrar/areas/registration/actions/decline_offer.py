"""Decline a place that the waiting list offered."""

from datetime import datetime

from django.db import transaction

from registrar.areas.registration.actions.end_wait import end_wait
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import WaitingEntry


@transaction.atomic
def decline_offer(entry_id: int, *, now: datetime) -> bool:
    """End an open offer; the place goes on to the next student. False where it isn't open any more.

    Raises WaitingEntry.DoesNotExist.
    """
    state = WaitingEntry.State
    group = end_wait(entry_id, was=state.OFFERED, becomes=state.DECLINED, now=now)
    if group is not None:
        queue_offers([group])
    return group is not None

"""Close the waiting lists of terms whose add/drop is over."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.end_waiting import end_waiting
from registrar.areas.registration.models import WaitingEntry

CHUNK = 200
States = WaitingEntry.State


def close_lists(*, now: datetime) -> int:
    """End every entry that still waits once add/drop is over, and tell its student; return how many there were.

    Set-based in chunks of groups, each in its own transaction; a second run finds nothing.
    """
    waiting = WaitingEntry.objects.filter(state=States.WAITING, group__offering__term__add_drop_to__lt=now)
    groups = list(waiting.order_by("group_id").values_list("group_id", flat=True).distinct())
    return sum(_close(groups[start : start + CHUNK], now) for start in range(0, len(groups), CHUNK))


@transaction.atomic
def _close(groups: Collection[int], now: datetime) -> int:
    lock({"registration.SubjectGroup": groups})
    return end_waiting(groups, "closed", now=now)

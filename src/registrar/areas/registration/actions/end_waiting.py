"""End everybody's waiting in some lists."""

from collections.abc import Collection
from datetime import datetime

from registrar.areas.registration.actions.tell_waiting import tell_waiting
from registrar.areas.registration.models import WaitingEntry

States = WaitingEntry.State


def end_waiting(groups: Collection[int], kind: str, *, now: datetime, reason: str = "", offers: bool = False) -> int:
    """End the entries of groups that still wait, with `offers` the open offers too, and tell their students why.

    The caller holds the locks of the groups.
    """
    states = (States.WAITING, States.OFFERED) if offers else (States.WAITING,)
    rows = WaitingEntry.objects.filter(group_id__in=groups, state__in=states)
    entries = list(rows.select_related("study__student", "group__offering__subject"))
    WaitingEntry.objects.filter(pk__in=[row.pk for row in entries]).update(state=States.CLOSED, ended_at=now)
    tell_waiting(kind, entries, now=now, reason=reason)
    return len(entries)

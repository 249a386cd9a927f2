"""Places that were kept become anybody's."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import ReservedPlaces, WaitingEntry


@transaction.atomic
def release_places(reserves: Collection[int], *, now: datetime) -> int:
    """Release reserved places and return how many reserves were; releasing twice does nothing more.

    An open offer out of a reserve stands: its place is held by the offer from now on. Who waits for the group is
    offered what has become free.
    """
    groups = list(ReservedPlaces.objects.filter(pk__in=reserves).order_by().values_list("group_id", flat=True))
    lock({"registration.SubjectGroup": groups})
    kept = ReservedPlaces.objects.filter(pk__in=reserves, released_at=None)
    released = list(kept.values_list("pk", flat=True))
    kept.update(released_at=now)
    WaitingEntry.objects.filter(reserve__in=released, state=WaitingEntry.State.OFFERED).update(reserve=None)
    queue_offers(groups)
    return len(released)


def release_due(*, now: datetime) -> int:
    """Release what was to be released on a day that has come; return how many reserves; run twice it does no more."""
    due = ReservedPlaces.objects.filter(released_at=None, release_on__lte=now.date())
    keys = list(due.values_list("pk", flat=True))
    return release_places(keys, now=now) if keys else 0

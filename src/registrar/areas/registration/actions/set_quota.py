"""The department opens more or fewer places in a group."""

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.models import SubjectGroup


@transaction.atomic
def set_quota(group_id: int, quota: int) -> int | None:
    """Set the places of a group; return None, or the places taken and held where the quota would fall below them.

    Raises SubjectGroup.DoesNotExist and ValueError for a negative number.
    """
    if quota < 0:
        raise ValueError("a quota is not negative")
    locked = lock({"registration.SubjectGroup": [group_id]})["registration.SubjectGroup"]
    if group_id not in locked:
        raise SubjectGroup.DoesNotExist(group_id)
    group = locked[group_id]
    spoken_for = int(group.seats_taken + group.held)
    if quota < spoken_for:
        return spoken_for
    SubjectGroup.objects.filter(pk=group_id).update(quota=quota)
    if quota > group.quota:
        queue_offers([group_id])
    return None

"""A department keeps places of a group for a programme, a cohort, or a cohort of a programme."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import ReservedPlaces, SubjectGroup, WaitingEntry


@dataclass(frozen=True)
class Reservation:
    """For whom how many places are kept, and the day on which they are released by themselves (None: by hand)."""

    programme: str | None
    cohort: str
    places: int
    release_on: date | None = None


@dataclass(frozen=True)
class ReserveRefusal:
    """The most and the fewest places that can be kept for these students now."""

    most: int
    least: int


@transaction.atomic
def reserve_places(group_id: int, wish: Reservation) -> ReserveRefusal | None:
    """Keep places, or change how many are kept for the same students; None, or what is possible.

    More than the places that are neither taken nor kept can't be kept, and fewer than those students have taken or been
    offered can't either. What was released before is kept again. The group is locked. Raises SubjectGroup.DoesNotExist
    and ValueError for a reservation for nobody in particular or of no places.
    """
    if wish.places < 1 or not (wish.programme or wish.cohort):
        raise ValueError("places are kept for a programme or a cohort, one at least")
    locked = lock({"registration.SubjectGroup": [group_id]})["registration.SubjectGroup"]
    if group_id not in locked:
        raise SubjectGroup.DoesNotExist(group_id)
    group = locked[group_id]
    row = ReservedPlaces.objects.filter(group=group, programme_id=wish.programme, cohort=wish.cohort).first()
    taken = row.taken if row else 0
    left = row.places - row.taken if row and row.released_at is None else 0
    offered = WaitingEntry.objects.filter(reserve=row, state=WaitingEntry.State.OFFERED).count() if row else 0
    most, least = taken + left + group.quota - group.seats_taken - group.held, max(taken + offered, 1)
    if not least <= wish.places <= most:
        return ReserveRefusal(most, least)
    ReservedPlaces.objects.update_or_create(
        group=group,
        programme_id=wish.programme,
        cohort=wish.cohort,
        defaults={"places": wish.places, "released_at": None, "release_on": wish.release_on},
    )
    return None

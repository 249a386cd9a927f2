"""Put a subject group into the basket, or take it out; a plan holds no place."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform.reading import write
from registrar.areas.registration.facts.picture import UnknownGroups
from registrar.areas.registration.models import BasketItem, SubjectGroup

# More than anybody can register; it keeps a program from filling the table.
MOST = 20
_UNPLAN = "DELETE FROM registration_basketitem WHERE study_id = %s AND group_id = ANY(%s) RETURNING id"


@transaction.atomic
def plan_group(study_id: int, group_id: int, *, now: datetime) -> bool:
    """Plan a group; another group of the same offering is replaced. False where the basket is full.

    Raises UnknownGroups for a group that doesn't exist.
    """
    group = SubjectGroup.objects.select_related("offering").filter(pk=group_id).first()
    if group is None:
        raise UnknownGroups(f"there is no group {group_id}")
    # What was planned for an earlier term and never submitted must not fill the basket of this one.
    planned = BasketItem.objects.filter(study_id=study_id, offering__term_id=group.offering.term_id)
    if not planned.filter(offering_id=group.offering_id).exists() and planned.count() >= MOST:
        return False
    BasketItem.objects.update_or_create(
        study_id=study_id,
        offering_id=group.offering_id,
        defaults={"group_id": group_id, "added_at": now},
    )
    return True


def unplan_groups(study_id: int, group_ids: list[int]) -> int:
    """Take groups out of the basket; return how many were in it."""
    return len(write(_UNPLAN, [study_id, group_ids]))

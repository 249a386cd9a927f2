"""What is kept of a group, and for whom."""

from django.db.models import Count, Q

from registrar.areas.registration.models import ReservedPlaces, WaitingEntry


def reserves_of(group: int) -> list[ReservedPlaces]:
    """Return a group's reserves, those in force first, each with `offered`: places offered out of it; one query."""
    offered = Count("offers", filter=Q(offers__state=WaitingEntry.State.OFFERED))
    rows = ReservedPlaces.objects.filter(group_id=group).select_related("programme", "group__offering__subject")
    return sorted(rows.annotate(offered=offered), key=lambda one: (one.released_at is not None, one.pk))


def reserve_of(key: int) -> ReservedPlaces | None:
    """Return one reserve with its group and offering."""
    rows = ReservedPlaces.objects.select_related("programme", "group__offering__subject__department")
    return rows.filter(pk=key).first()

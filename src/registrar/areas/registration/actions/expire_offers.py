"""End the offers that nobody answered in time."""

from datetime import datetime

from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.models import WaitingEntry


def expire_offers(*, now: datetime) -> int:
    """End every offer that ran out and offer its place to the next student; return how many lists were looked at.

    Group by group, each in its own transaction under its lock. Run twice, or late, it does no harm.
    """
    over = WaitingEntry.objects.filter(state=WaitingEntry.State.OFFERED, offer_ends_at__lt=now)
    groups = list(over.order_by("group_id").values_list("group_id", flat=True).distinct())
    for group in groups:
        offer_places(group, now=now)
    return len(groups)

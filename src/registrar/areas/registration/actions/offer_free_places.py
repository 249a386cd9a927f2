"""Look at every waiting list that there is something to do about."""

from datetime import datetime

from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.queries.lists_to_look_at import lists_to_look_at


def offer_free_places(*, now: datetime) -> int:
    """Offer places that became free without anybody queueing a look, such as by a write straight to the table.

    Also takes those off the lists who wait for nothing any more. Returns how many places were offered; a second run
    offers nothing more.
    """
    return sum(len(offer_places(group, now=now)) for group in lists_to_look_at(now))

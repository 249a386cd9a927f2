"""Facts of how long an offered place is kept."""

from datetime import datetime
from typing import Any

from registrar.areas.platform.clock import HONG_KONG
from registrar.rules.registration.offer_deadline import OfferDeadlineFacts


def deadline_facts(
    term: Any, subject: str, *, offered_at: datetime, answered_at: datetime | None = None
) -> OfferDeadlineFacts:
    """Return the facts of an offer made at a moment, and of the answer if there is one."""
    return OfferDeadlineFacts(
        term=term.pk,
        subject=subject,
        offered_at=offered_at.astimezone(HONG_KONG),
        registration_to=term.registration_to.astimezone(HONG_KONG),
        add_drop_from=term.add_drop_from.astimezone(HONG_KONG),
        add_drop_to=term.add_drop_to.astimezone(HONG_KONG),
        answered_at=answered_at,
    )

"""The registry sets how long a term's application window lasts."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.graduation_deciding import window_of
from registrar.areas.awards.models import GraduationWindow
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision

LENGTH = "award.application.length"


@transaction.atomic
def set_window(term: str, days: int, *, actor: Any, now: datetime) -> Decision:
    """Set the length of a window within the limits of the rule (polyu-2024-25:6K-05) and return its decision.

    Refused, with nothing changed, where the length is outside them. Raises Term.DoesNotExist.
    """
    when, today = term_by_key(term), now.astimezone(HONG_KONG).date()
    decision = window_of(when, today, days=days)
    decisions.store(decision, subject=f"term:{term}", actor=actor, now=now)
    if taken(decision):
        GraduationWindow.objects.update_or_create(
            term=when, defaults={"length_days": days, "set_by": actor, "set_at": now}
        )
    return decision


def taken(decision: Decision) -> bool:
    """Whether a length was set: the window need not be open today."""
    return "closes" in decision.result and all(finding.message.key != LENGTH for finding in decision.findings)

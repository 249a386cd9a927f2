"""What the rule says about a deposit."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings

from registrar.areas.finance.queries.debts import debts
from registrar.areas.finance.queries.deposits import deposits_held
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision, Money
from registrar.rulebook import decide


@dataclass(frozen=True)
class EndOfStudy:
    """When a study ended, and when the student identity card came back, if it did."""

    event_on: date
    card_returned_on: date | None = None


def deposit_decision(study: int, event: str, about: EndOfStudy, *, now: datetime) -> Decision:
    """Return what settling the caution money of a study would come to; three queries, nothing is written."""
    held = deposits_held([study]).get(study)
    return settlement_decision(event, held.held if held else Decimal(0), debts([study]).get(study), about, now=now)


def settlement_decision(event: str, held: Any, owed: Any, about: Any, *, now: datetime) -> Decision:
    """Return the rule's decision on a deposit; `about` has `event_on` and `card_returned_on`."""
    facts = {
        "event": event,
        "event_on": about.event_on,
        "held": Money(held),
        "debts": Money(owed or Decimal(0)),
        "card_returned_on": about.card_returned_on,
    }
    today = now.astimezone(HONG_KONG).date()
    return decide("finance.caution_money_settlement", facts, as_of=today, university=settings.UNIVERSITY)

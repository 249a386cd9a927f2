"""The port to whoever takes payments for the university: a bank or a payment gateway.

Registrar opens an order, sends the payer to the gateway's page, and learns the outcome by a signed callback or, where
none comes, by asking. docs/how-to/payment-gateway.md says how an adapter for a real one is written.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Protocol, cast
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from .models import BankOrder

OUTCOMES = ("paid", "declined", "abandoned", "reversed")


class BadCallback(ValueError):
    """The message is not the gateway's, or cannot be read; nothing was done."""


@dataclass(frozen=True)
class Callback:
    """What the gateway says: the order, what came of it, the amount net of its charges in HK$, and when credited.

    `reference` names the payment for ever, in callbacks, answers and the bank's files alike.
    """

    token: UUID
    outcome: str
    reference: str
    amount: Decimal
    credited_at: datetime

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES or self.credited_at.tzinfo is None:
            raise BadCallback("the message says something impossible")
        if not self.amount.is_finite() or self.amount <= 0 or not 0 < len(self.reference) <= 48:
            raise BadCallback("the message says something impossible")


class Gateway(Protocol):
    """What an adapter offers."""

    prefix: str
    """What every reference of this gateway begins with, so that the bank's files can be put to its payments."""

    def page(self, order: BankOrder) -> str:
        """Return the address where the payer pays the order."""
        ...

    def read(self, body: bytes, signature: str) -> Callback:
        """Check the signature of a callback and read it. Raises BadCallback."""
        ...

    def ask(self, order: BankOrder, now: datetime) -> Callback | None:
        """Return what came of an order, None while it is open. Raises OSError where the gateway can't be reached."""
        ...


@cache
def _made(path: str) -> Gateway:
    return cast("Gateway", import_string(path)())


def gateway() -> Gateway:
    """Return the adapter that settings.PAYMENT_GATEWAY names."""
    return _made(settings.PAYMENT_GATEWAY)


def is_gateway_reference(text: str) -> bool:
    """Tell whether a reference in a bank's file was given by the gateway."""
    return text.startswith(gateway().prefix)

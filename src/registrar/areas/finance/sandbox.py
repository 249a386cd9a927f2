"""The sandbox: an adapter to a made-up bank that behaves like one. No money moves."""

import json
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.urls import reverse

from .gateway import BadCallback, Callback
from .models import BankOrder, SandboxPayment
from .signing import signed


class Sandbox:
    """Its messages are JSON under an HMAC; what it is asked, it answers from its own table."""

    prefix = "SBX-"

    def page(self, order: BankOrder) -> str:
        """Return the page of the made-up bank."""
        return reverse("finance:bank", args=[order.token])

    def read(self, body: bytes, signature: str) -> Callback:
        """Check the signature and read the message. Raises BadCallback."""
        if not signed(body, signature):
            raise BadCallback("the signature is wrong")
        try:
            data = json.loads(body)
            return Callback(
                UUID(data["token"]),
                data["outcome"],
                str(data["reference"]),
                Decimal(data["amount"]),
                datetime.fromisoformat(data["credited_at"]),
            )
        except BadCallback:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
            raise BadCallback(f"the message cannot be read: {error!r}") from error

    def ask(self, order: BankOrder, now: datetime) -> Callback | None:
        """Return what the made-up bank knows of an order by now."""
        known = SandboxPayment.objects.filter(token=order.token).first()
        return as_told(known, known.outcome) if known and known.credited_at <= now else None


def as_told(known: SandboxPayment, outcome: str) -> Callback:
    """Return what the bank says of a payment."""
    return Callback(known.token, outcome, known.reference, known.amount, known.credited_at)


def write(told: Callback) -> bytes:
    """Return a message as it travels."""
    data = {
        "token": str(told.token),
        "outcome": told.outcome,
        "reference": told.reference,
        "amount": str(told.amount),
        "credited_at": told.credited_at.isoformat(),
    }
    return json.dumps(data, sort_keys=True).encode()

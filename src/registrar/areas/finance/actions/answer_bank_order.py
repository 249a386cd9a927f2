"""Taking the bank's answer to an order."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.db import transaction

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer
from registrar.areas.finance.models import BankOrder
from registrar.areas.finance.signing import signed
from registrar.areas.platform import locking

OUTCOMES = ("paid", "declined", "abandoned")


class BadCallback(ValueError):
    """The message is not the bank's, or cannot be read; nothing was done."""


@dataclass(frozen=True)
class Callback:
    """What the bank says: the order, what came of it, the amount net of its charges, and when it was credited."""

    token: UUID
    outcome: str
    reference: str
    amount: Decimal
    credited_at: datetime

    @classmethod
    def read(cls, body: bytes, signature: str) -> "Callback":
        """Check the signature and read the message; raises BadCallback."""
        if not signed(body, signature):
            raise BadCallback("the signature is wrong")
        try:
            data = json.loads(body)
            made = cls(
                UUID(data["token"]),
                data["outcome"],
                str(data["reference"]),
                Decimal(data["amount"]),
                datetime.fromisoformat(data["credited_at"]),
            )
        except (ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise BadCallback(f"the message cannot be read: {error!r}") from error
        if made.outcome not in OUTCOMES or made.credited_at.tzinfo is None or not made.amount.is_finite():
            raise BadCallback("the message says something impossible")
        return made

    def write(self) -> bytes:
        """Return the message as it travels."""
        data = {
            "token": str(self.token),
            "outcome": self.outcome,
            "reference": self.reference,
            "amount": str(self.amount),
            "credited_at": self.credited_at.isoformat(),
        }
        return json.dumps(data, sort_keys=True).encode()


@dataclass(frozen=True)
class OrderAnswer:
    """The order as it stands, and the payment where the bank sent money."""

    order: BankOrder
    payment: PaymentAnswer | None = None


def answer_bank_order(body: bytes, signature: str, *, now: datetime) -> OrderAnswer:
    """Take a signed message of the bank: note the outcome and record the payment it tells of.

    A message that comes twice does nothing the second time and gets the same answer. Raises BadCallback for a message
    that is not the bank's, is malformed, or names an order that does not exist.
    """
    told = Callback.read(body, signature)
    answer = None
    if told.outcome == "paid":
        order = BankOrder.objects.select_related("debit_note").filter(token=told.token).first()
        if order is None:
            raise BadCallback("there is no such order")
        number = order.debit_note.number
        line = BankLine(told.reference, number, order.channel, told.amount, told.credited_at)
        answer = record_payment(line, actor=None, now=now)
    return OrderAnswer(_close(told, now), answer)


@transaction.atomic
def _close(told: Callback, now: datetime) -> BankOrder:
    """Note the first answer of the bank on the order; later ones leave it as it is."""
    pk = BankOrder.objects.filter(token=told.token).values_list("pk", flat=True).first()
    if pk is None:
        raise BadCallback("there is no such order")
    order: BankOrder = locking.lock({"finance.BankOrder": [pk]})["finance.BankOrder"][pk]
    if order.answered_at is None:
        order.answered_at, order.outcome = now, told.outcome
        order.save(update_fields=["answered_at", "outcome"])
    return order

"""Taking the bank's answer to an order, told or asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.return_payment import return_payment
from registrar.areas.finance.actions.take_back_payment import take_back_payment
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer
from registrar.areas.finance.gateway import BadCallback, Callback, gateway
from registrar.areas.finance.models import BankOrder, Payment, UnmatchedPayment
from registrar.areas.platform import locking


@dataclass(frozen=True)
class OrderAnswer:
    """The order as it stands, and the payment where the bank sent money."""

    order: BankOrder
    payment: PaymentAnswer | None = None


def answer_bank_order(body: bytes, signature: str, *, now: datetime) -> OrderAnswer:
    """Take a signed message of the bank; see `take_answer`. Raises BadCallback for one that is not the bank's."""
    return take_answer(gateway().read(body, signature), now=now)


@transaction.atomic
def take_answer(told: Callback, *, now: datetime) -> OrderAnswer:
    """Note the outcome on the order, and record the payment that it tells of or take it back.

    An answer that comes twice does nothing the second time and gets the same answer; so does one that comes after the
    payment was taken back. A second payment for the same order has a reference of its own and is decided by itself.
    Raises BadCallback for an order that does not exist.
    """
    found = BankOrder.objects.filter(token=told.token).values_list("pk", "debit_note_id", "debit_note__study_id")
    keys = found.first()
    if keys is None:
        raise BadCallback("there is no such order")
    pk, note_id, study_id = keys
    locked = locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id], "finance.BankOrder": [pk]})
    order: BankOrder = locked["finance.BankOrder"][pk]
    if told.outcome == "reversed":
        return OrderAnswer(_taken_back(order, told, now))
    if order.outcome == "reversed" and order.reference == told.reference:
        return OrderAnswer(order)
    answer = None
    if told.outcome == "paid":
        number = locked["finance.DebitNote"][note_id].number
        line = BankLine(told.reference, number, order.channel, told.amount, told.credited_at)
        answer = record_payment(line, actor=None, now=now)
    if order.answered_at is None or (told.outcome == "paid" and order.outcome != "paid"):
        _close(order, told, now)
    return OrderAnswer(order, answer)


def _taken_back(order: BankOrder, told: Callback, now: datetime) -> BankOrder:
    """Take back the payment that the bank reversed; an order whose payment never came is closed as reversed."""
    counting = Payment.objects.exclude(state=Payment.State.TAKEN_OFF)
    payment = counting.filter(bank_reference=told.reference).first()
    if payment is not None:
        take_back_payment(payment.pk, actor=None, now=now)
    elif waiting := UnmatchedPayment.objects.filter(bank_reference=told.reference, matched_to=None).first():
        return_payment(waiting.pk, actor=None, now=now, by_bank=True)
    _close(order, told, now)
    return order


def _close(order: BankOrder, told: Callback, now: datetime) -> None:
    order.answered_at, order.outcome, order.reference = now, told.outcome, told.reference
    order.save(update_fields=["answered_at", "outcome", "reference"])

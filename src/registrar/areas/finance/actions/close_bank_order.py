"""Closing an order that the bank never answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.answer_bank_order import take_answer
from registrar.areas.finance.gateway import BadCallback, gateway
from registrar.areas.finance.models import BankOrder
from registrar.areas.finance.queries.under_way import orders_given_up
from registrar.areas.platform import locking

NO_PAYMENT = "no_payment"


@dataclass(frozen=True)
class ClosedOrder:
    """The order as it stands, whether the bank answered after all, and whether it could be asked at all."""

    order: BankOrder
    answered: bool = False
    out_of_reach: bool = False


@transaction.atomic
def close_bank_order(order_id: int, *, actor: Any, now: datetime) -> ClosedOrder:
    """Ask the bank once more about an order that was given up, and close it as unpaid where no answer comes.

    Money that comes later all the same is still taken. Where the bank can't be reached nothing changes. An order that
    is awaited, or was answered, stays as it is. `actor` is whoever looked into it; the trail of the request has the
    name.
    """
    given_up = orders_given_up(now).filter(pk=order_id).first()
    if given_up is None:
        return ClosedOrder(BankOrder.objects.get(pk=order_id))
    try:
        told = gateway().ask(given_up, now)
        if told is not None:
            return ClosedOrder(take_answer(told, now=now).order, answered=True)
    except (OSError, BadCallback):
        return ClosedOrder(given_up, out_of_reach=True)
    order: BankOrder = locking.lock({"finance.BankOrder": [order_id]})["finance.BankOrder"][order_id]
    if order.answered_at is None:
        order.answered_at, order.outcome = now, NO_PAYMENT
        order.save(update_fields=["answered_at", "outcome"])
    return ClosedOrder(order)

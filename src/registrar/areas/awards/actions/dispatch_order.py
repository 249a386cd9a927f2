"""Sending what was prepared, or handing it over."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.telling import tell

State = DocumentOrder.State
Delivery = DocumentOrder.Delivery


@transaction.atomic
def dispatch_order(order_id: int, *, delivery: str, tracking_number: str, actor: Any, now: datetime) -> bool:
    """Close a prepared order as sent by registered mail, with its tracking number, or as handed over.

    Return whether this call closed it: of two officers the second changes nothing. Raises ValueError for registered
    mail without a number (polyu-2024-25:8I-15).
    """
    number = tracking_number.strip().upper()
    by_mail = delivery == Delivery.REGISTERED_MAIL
    if by_mail and not number:
        raise ValueError("registered mail has a tracking number")
    order = locked_order(order_id)
    if order.state != State.PRINTED:
        return False
    order.state = State.DISPATCHED if by_mail else State.COLLECTED
    order.delivery, order.tracking_number = delivery, number if by_mail else ""
    order.closed_at, order.closed_by = now, actor
    order.save(update_fields=["state", "delivery", "tracking_number", "closed_at", "closed_by"])
    if by_mail:
        tell("dispatched", order, now=now, tracking=number)
    return True

"""The registry decides on an order for a reason that the handbook doesn't name."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.actions.continue_order import continue_order
from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.telling import tell

State = DocumentOrder.State


@transaction.atomic
def answer_order(order_id: int, *, agreed: bool, reason: str, actor: Any, now: datetime) -> DocumentOrder:
    """Agree to an order that waits for a decision, or decline it with a reason (polyu-2024-25:7D-02).

    One that was answered or cancelled before stays as it is.
    """
    order = locked_order(order_id)
    if order.state != State.AWAITING_DECISION:
        return order
    order.answered_at, order.answered_by, order.answer = now, actor, reason.strip()
    if not agreed:
        order.state, order.closed_at, order.closed_by = State.DECLINED, now, actor
    order.save(update_fields=["answered_at", "answered_by", "answer", "state", "closed_at", "closed_by"])
    if agreed:
        continue_order(order, actor=actor, now=now)
    else:
        tell("declined", order, now=now, reason=order.answer)
    return order

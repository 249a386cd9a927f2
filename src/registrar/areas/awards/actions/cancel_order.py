"""Taking an order back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.deciding import SERVICES, reference_of
from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import TO_CANCEL, settled
from registrar.areas.finance.actions.void_charges import void_charges


@transaction.atomic
def cancel_order(order_id: int, *, actor: Any, now: datetime) -> bool:
    """Cancel an order that nobody has prepared yet; return whether it is cancelled.

    An unpaid fee falls away. A fee that was paid stays paid and keeps its receipt (polyu-2024-25:7A-05). Cancelling
    twice does nothing more; what has been prepared is not cancelled.
    """
    order = locked_order(order_id)
    if order.state == DocumentOrder.State.CANCELLED:
        return True
    if order.state not in TO_CANCEL:
        return False
    if order.charge_id is not None and not settled(order):
        void_charges(SERVICES[order.form], [reference_of(order.number)], actor=actor, now=now, notify=False)
    order.state, order.closed_at, order.closed_by = DocumentOrder.State.CANCELLED, now, actor
    order.save(update_fields=["state", "closed_at", "closed_by"])
    return True

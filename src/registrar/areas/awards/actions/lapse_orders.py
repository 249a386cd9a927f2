"""Orders that nobody paid."""

from datetime import datetime

from django.db import transaction

from registrar.areas.awards.deciding import SERVICES, decide_lapse, reference_of
from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import payment_begun, settled
from registrar.areas.awards.telling import tell
from registrar.areas.finance.actions.void_charges import void_charges
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG

State = DocumentOrder.State


def lapse_orders(*, now: datetime) -> int:
    """End the unpaid orders whose days are over, with their fees; return how many.

    A payment under way is waited for. Each order is its own transaction; running it twice or late does no harm.
    """
    waiting = DocumentOrder.objects.filter(state=State.AWAITING_PAYMENT).order_by("pk")
    return sum(_lapse(pk, now) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _lapse(order_id: int, now: datetime) -> bool:
    order = locked_order(order_id)
    if order.state != State.AWAITING_PAYMENT or settled(order):
        return False
    decision = decide_lapse(order, now.astimezone(HONG_KONG).date(), begun=payment_begun(order, now))
    if not decision.allowed:
        return False
    decisions.store(decision, subject=f"study:{order.study_id}", actor=None, now=now)
    void_charges(SERVICES[order.form], [reference_of(order.number)], actor=None, now=now, notify=False)
    order.state, order.closed_at = State.LAPSED, now
    order.save(update_fields=["state", "closed_at"])
    tell("lapsed", order, now=now)
    return True

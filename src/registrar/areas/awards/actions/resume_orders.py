"""Orders that wait for a hold to end, or whose fee has been paid meanwhile."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from registrar.areas.awards.actions.continue_order import continue_order
from registrar.areas.awards.locked_order import locked_order
from registrar.areas.awards.models import DocumentOrder
from registrar.areas.awards.queries.document_orders import SETTLED

State = DocumentOrder.State


@transaction.atomic
def resume_order(order_id: int, *, actor: Any, now: datetime) -> DocumentOrder:
    """Look at a withheld or unpaid order again and take it on where nothing is in its way any more; return it.

    An order in any other state stays as it is. Raises DocumentOrder.DoesNotExist.
    """
    order = locked_order(order_id)
    if order.state in (State.WITHHELD, State.AWAITING_PAYMENT, State.PAID):
        continue_order(order, actor=actor, now=now)
    return order


def resume_orders(*, now: datetime) -> int:
    """Take on every order whose hold has ended or whose fee is paid; return how many moved.

    Also takes a paid order back to unpaid where the bank took the money back. Each order is its own transaction, and
    running it twice or late does no harm.
    """
    withheld = Q(state=State.WITHHELD)
    paid = Q(state=State.AWAITING_PAYMENT) & SETTLED
    unpaid_again = Q(state=State.PAID) & ~SETTLED
    rows = DocumentOrder.objects.filter(withheld | paid | unpaid_again).order_by("pk").values_list("pk", "state")
    return sum(resume_order(pk, actor=None, now=now).state != before for pk, before in list(rows))

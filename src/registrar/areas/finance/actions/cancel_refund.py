"""Cancelling a refund that should not have been granted."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.reverse_transaction import reverse_transaction
from registrar.areas.finance.models import DepositSettlement, Refund
from registrar.areas.platform import locking
from registrar.kernel import Message

WAITING = (Refund.State.PROPOSED, Refund.State.HELD, Refund.State.DUE)


@transaction.atomic
def cancel_refund(refund_id: int, *, actor: Any, now: datetime) -> Message | None:
    """Reverse the booking of a refund that waits; its cause may then be refunded anew.

    Return why nothing was done: a refund in a batch or paid is not cancelled (cancel the batch first). Cancelling
    twice does nothing more.
    """
    study = Refund.objects.values_list("study_id", flat=True).get(pk=refund_id)
    locked = locking.lock({"studies.Study": [study], "finance.Refund": [refund_id]})
    refund = locked["finance.Refund"][refund_id]
    if refund.state == Refund.State.CANCELLED:
        return None
    if refund.state not in WAITING:
        return Message("finance.refund.not_cancellable")
    if refund.transaction is not None:
        reverse_transaction(refund.transaction, actor=actor, now=now)
        DepositSettlement.objects.filter(transaction=refund.transaction).update(reversed_at=now)
    Refund.objects.filter(pk=refund_id).update(
        state=Refund.State.CANCELLED, held_for="", payable_from=None, cancelled_at=now
    )
    return None

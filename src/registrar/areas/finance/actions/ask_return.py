"""Proposing that money goes back to whoever paid it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.models import UnmatchedPayment
from registrar.areas.platform import locking


@transaction.atomic
def ask_return(unmatched_id: int, reason: str, *, actor: Any, now: datetime) -> UnmatchedPayment:
    """Note who proposes that waiting money goes back, and why; somebody else releases it (`return_payment`).

    Proposing again replaces the reason and the person. Money that was matched or sent back stays as it is. Raises
    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("money is sent back for a reason")
    waiting: UnmatchedPayment = locking.lock({"finance.UnmatchedPayment": [unmatched_id]})["finance.UnmatchedPayment"][
        unmatched_id
    ]
    if waiting.matched_to_id is None and waiting.returned_at is None:
        waiting.return_asked_at, waiting.return_asked_by = now, actor
        waiting.return_reason = reason.strip()[:200]
        waiting.save(update_fields=["return_asked_at", "return_asked_by", "return_reason"])
    return waiting

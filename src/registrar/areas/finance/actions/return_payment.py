"""Sending money back to whoever paid it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.chart import BANK, UNMATCHED
from registrar.areas.finance.models import UnmatchedPayment
from registrar.areas.platform import locking


@transaction.atomic
def return_payment(unmatched_id: int, reason: str, *, actor: Any, now: datetime) -> UnmatchedPayment:
    """Post that waiting money went back to its sender, with the reason; the bank does it outside Registrar.

    Money that was matched or sent back before stays as it is. Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("money is sent back for a reason")
    waiting: UnmatchedPayment = locking.lock({"finance.UnmatchedPayment": [unmatched_id]})["finance.UnmatchedPayment"][
        unmatched_id
    ]
    if waiting.matched_to_id is not None or waiting.returned_at is not None:
        return waiting
    house = house_accounts()
    post(
        [Posting("returned", f"returned:{waiting.bank_reference}", house[UNMATCHED], house[BANK], waiting.amount)],
        actor=actor,
        now=now,
    )
    waiting.returned_at, waiting.returned_by, waiting.return_reason = now, actor, reason.strip()[:200]
    waiting.save(update_fields=["returned_at", "returned_by", "return_reason"])
    return waiting

"""Sending money back to whoever paid it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.chart import BANK, UNMATCHED
from registrar.areas.finance.models import UnmatchedPayment
from registrar.areas.platform import locking
from registrar.kernel import Message


@dataclass(frozen=True)
class Return:
    """The money as it stands; `refused` says why nothing was done."""

    waiting: UnmatchedPayment
    refused: Message | None = None


@transaction.atomic
def return_payment(unmatched_id: int, *, actor: Any, now: datetime, by_bank: bool = False) -> Return:
    """Post that waiting money goes back to its sender, as somebody else proposed; the bank is told outside Registrar.

    `by_bank` is for money that the bank has taken back by itself, which nobody proposes. Money that was matched or sent
    back before stays as it is. Whoever proposed it is refused, and so is money that nobody proposed to send back.
    """
    waiting: UnmatchedPayment = locking.lock({"finance.UnmatchedPayment": [unmatched_id]})["finance.UnmatchedPayment"][
        unmatched_id
    ]
    if waiting.matched_to_id is not None or waiting.returned_at is not None:
        return Return(waiting)
    if by_bank:
        waiting.return_asked_at = waiting.return_asked_by = None
        waiting.return_reason = "The bank took the money back. 銀行已撤回款項。"
    elif waiting.return_asked_at is None:
        return Return(waiting, Message("finance.return.not_proposed", {}))
    elif waiting.return_asked_by == actor:
        return Return(waiting, Message("finance.return.same_person", {}))
    house = house_accounts()
    post(
        [Posting("returned", f"returned:{waiting.bank_reference}", house[UNMATCHED], house[BANK], waiting.amount)],
        actor=actor,
        now=now,
    )
    waiting.returned_at, waiting.returned_by = now, actor
    waiting.save(update_fields=["returned_at", "returned_by", "return_asked_at", "return_asked_by", "return_reason"])
    return Return(waiting)

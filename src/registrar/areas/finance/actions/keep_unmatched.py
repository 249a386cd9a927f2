"""Putting money on record that settles no note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.chart import BANK, UNMATCHED
from registrar.areas.finance.models import Payment, UnmatchedPayment

Reason = UnmatchedPayment.Reason


@dataclass(frozen=True)
class Stray:
    """A bank line without a note to put it to: why, and the stored decision or the rejected payment behind it."""

    line: BankLine
    reason: str = Reason.UNKNOWN.value
    decision: Any = None
    rejected: Payment | None = None


def keep_unmatched(strays: Sequence[Stray], *, actor: Any, now: datetime) -> list[UnmatchedPayment]:
    """Post the money as the university's liability, with three statements; rows in order. Call it in a transaction."""
    if not strays:
        return []
    house = house_accounts()
    postings = [
        Posting("unmatched", f"unmatched:{one.line.reference}", house[BANK], house[UNMATCHED], one.line.amount)
        for one in strays
    ]
    booked = post(postings, actor=actor, now=now)
    return UnmatchedPayment.objects.bulk_create(
        UnmatchedPayment(
            bank_reference=one.line.reference,
            quoted_number=one.line.number[:40],
            channel=one.line.channel,
            amount=one.line.amount,
            received_at=one.line.credited_at,
            reason=one.reason,
            transaction=row,
            decision=one.decision,
            rejected=one.rejected,
        )
        for one, row in zip(strays, booked, strict=True)
    )

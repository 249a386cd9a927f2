"""Debit notes are paid at the bank: most exactly and in time, some not at all, a few wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from random import Random

from registrar.areas.finance.actions.record_payments import record_payments
from registrar.areas.finance.bank_lines import BankLine

Note = tuple[str, Decimal, int]
"""Number, amount and study of a debit note."""

CHANNELS = ("fps", "pps", "atm", "internet_banking")
UNPAID = 0.02
SHORT = 0.01


def pay(notes: Sequence[Note], *, now: datetime, seed: int) -> Counter[str]:
    """Take in the bank's lines for the notes whose students pay, a file at a time, and count the answers.

    One student in fifty doesn't pay. One in a hundred first sends a dollar too little, which is rejected, and then the
    exact amount.
    """
    counts: Counter[str] = Counter()
    lines = []
    for number, amount, study in notes:
        own = Random(f"{seed}:pay:{study}")
        chance = own.random()
        if chance < UNPAID:
            counts["left unpaid"] += 1
            continue
        amounts = [amount - 1, amount] if chance < UNPAID + SHORT else [amount]
        for turn, sent in enumerate(amounts):
            lines.append(BankLine(f"R{number}-{turn}", number, own.choice(CHANNELS), sent, now))
    for answer in record_payments(lines, actor=None, now=now):
        counts["paid" if answer.accepted else "payments rejected"] += 1
        if answer.decision is not None and not answer.accepted:
            counts.update(f"refused {finding.clause}" for finding in answer.decision.refusals)
    return counts

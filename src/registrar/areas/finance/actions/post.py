"""Posting to the books: the one place that writes transactions and entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.models import Entry, Transaction


@dataclass(frozen=True)
class Posting:
    """What is to be posted: an amount (HK$, positive) from one account to another.

    `debit` and `credit` are account ids; `reference` says what it posts and is unique for ever; `reverses` is the
    transaction that it takes back.
    """

    kind: str
    reference: str
    debit: int
    credit: int
    amount: Decimal
    reverses: int | None = None


def post(postings: Sequence[Posting], *, actor: Any, now: datetime) -> list[Transaction]:
    """Write balanced transactions with two statements, however many; they come back in the order given.

    Raises IntegrityError for a reference posted before: nothing is ever posted twice.
    """
    rows = Transaction.objects.bulk_create(
        [
            Transaction(
                kind=item.kind,
                reference=item.reference,
                posted_on=now.date(),
                posted_at=now,
                actor=actor,
                reverses_id=item.reverses,
            )
            for item in postings
        ],
        batch_size=2000,
    )
    entries = []
    for row, item in zip(rows, postings, strict=True):
        entries.append(Entry(transaction=row, account_id=item.debit, side=Entry.Side.DEBIT, amount=item.amount))
        entries.append(Entry(transaction=row, account_id=item.credit, side=Entry.Side.CREDIT, amount=item.amount))
    Entry.objects.bulk_create(entries, batch_size=4000)
    return rows

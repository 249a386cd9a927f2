"""Posting to the books: the one place that writes transactions and entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.models import Transaction
from registrar.areas.platform.reading import write

PORTION = 2000
# A billing run writes a hundred thousand of them; entries are append-only, so no history tracks them.
_ENTRIES = """
    INSERT INTO finance_entry (transaction_id, account_id, side, amount)
    SELECT sent.key, side.account, side.name, sent.amount
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::numeric[]) AS sent(key, debit, credit, amount)
    CROSS JOIN LATERAL (VALUES (1, sent.debit, 'debit'), (2, sent.credit, 'credit')) AS side(place, account, name)
    ORDER BY sent.key, side.place
"""


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
        batch_size=PORTION,
    )
    for start in range(0, len(rows), PORTION):
        part = postings[start : start + PORTION]
        keys = [row.pk for row in rows[start : start + PORTION]]
        write(_ENTRIES, [keys, [one.debit for one in part], [one.credit for one in part], [one.amount for one in part]])
    return rows

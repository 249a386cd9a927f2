"""Taking postings back: others the other way round, never an edit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from registrar.areas.finance.models import Transaction
from registrar.areas.platform.reading import write

PORTION = 2000
_OTHER_WAY_ROUND = """
    INSERT INTO finance_entry (transaction_id, account_id, side, amount)
    SELECT back.id, entry.account_id, CASE entry.side WHEN 'debit' THEN 'credit' ELSE 'debit' END, entry.amount
    FROM finance_transaction back JOIN finance_entry entry ON entry.transaction_id = back.reverses_id
    WHERE back.id = ANY(%s) ORDER BY entry.id
"""


class AlreadyReversed(Exception):
    """The transaction has been reversed before, or is itself a reversal."""


def reverse_transactions(originals: Sequence[Transaction], *, actor: Any, now: datetime) -> list[Transaction]:
    """Post the entries of transactions with their sides exchanged, linked to them; three statements a portion.

    Call it in a transaction. Raises AlreadyReversed where one was reversed or is a reversal: that is a mistake of the
    caller, who holds the lock on what the transactions belong to. The database refuses a second reversal, too.
    """
    wrong = [one.reference for one in originals if one.reverses_id is not None]
    back = Transaction.objects.filter(reverses__in=[one.pk for one in originals])
    wrong += back.values_list("reverses__reference", flat=True)
    if wrong:
        raise AlreadyReversed(", ".join(wrong))
    rows = Transaction.objects.bulk_create(
        [
            Transaction(
                kind="reversal",
                reference=f"reversal:{one.pk}",
                posted_on=now.date(),
                posted_at=now,
                actor=actor,
                reverses=one,
            )
            for one in originals
        ],
        batch_size=PORTION,
    )
    for start in range(0, len(rows), PORTION):
        write(_OTHER_WAY_ROUND, [[row.pk for row in rows[start : start + PORTION]]])
    return rows

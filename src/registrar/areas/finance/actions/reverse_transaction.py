"""Taking a posting back: another posting the other way round, never an edit."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.models import Entry, Transaction


class AlreadyReversed(Exception):
    """The transaction has been reversed before, or is itself a reversal."""


def reverse_transaction(original: Transaction, *, actor: Any, now: datetime) -> Transaction:
    """Post the entries of a transaction with their sides exchanged, linked to it; call it in a transaction.

    Raises AlreadyReversed for a transaction that was reversed or is a reversal: that is a mistake of the caller, who
    holds the lock on what the transaction belongs to. The database refuses a second reversal, too.
    """
    if original.reverses_id is not None or Transaction.objects.filter(reverses=original).exists():
        raise AlreadyReversed(original.reference)
    reversal = Transaction.objects.create(
        kind="reversal",
        reference=f"reversal:{original.pk}",
        posted_on=now.date(),
        posted_at=now,
        actor=actor,
        reverses=original,
    )
    other = {Entry.Side.DEBIT.value: Entry.Side.CREDIT, Entry.Side.CREDIT.value: Entry.Side.DEBIT}
    Entry.objects.bulk_create(
        [
            Entry(transaction=reversal, account_id=entry.account_id, side=other[entry.side], amount=entry.amount)
            for entry in original.entries.order_by("id")
        ]
    )
    return reversal

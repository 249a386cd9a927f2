"""Taking a posting back: another posting the other way round, never an edit."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.reverse_transactions import reverse_transactions
from registrar.areas.finance.models import Transaction


def reverse_transaction(original: Transaction, *, actor: Any, now: datetime) -> Transaction:
    """Post the entries of a transaction with their sides exchanged, linked to it; call it in a transaction.

    Raises AlreadyReversed as reverse_transactions does.
    """
    return reverse_transactions([original], actor=actor, now=now)[0]

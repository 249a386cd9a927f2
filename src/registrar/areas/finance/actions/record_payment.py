"""Recording one payment, as it comes from the bank's page."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.record_payments import record_payments
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer


def record_payment(line: BankLine, *, actor: Any, now: datetime) -> PaymentAnswer:
    """Put one bank line to its debit note; see `record_payments`."""
    return record_payments([line], actor=actor, now=now)[0]

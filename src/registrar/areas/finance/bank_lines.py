"""What a bank says was paid, and what was done with it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from registrar.areas.finance.models import Payment, UnmatchedPayment
from registrar.kernel import Decision


@dataclass(frozen=True)
class BankLine:
    """One line of the bank: the debit note number quoted, the channel, the amount net of bank charges, when credited.

    `refused` is True where the bank itself refused or dishonoured the payment, so that no money came.
    """

    reference: str
    number: str
    channel: str
    amount: Decimal
    credited_at: datetime
    refused: bool = False


@dataclass(frozen=True)
class PaymentAnswer:
    """What was done with a bank line. Without a `payment` no note has that number; the money then waits unmatched."""

    payment: Payment | None
    decision: Decision | None
    unmatched: UnmatchedPayment | None = None
    repeated: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the payment settled its note."""
        return self.payment is not None and self.payment.state == Payment.State.ACCEPTED

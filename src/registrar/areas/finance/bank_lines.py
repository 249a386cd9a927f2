"""What a bank says was paid, and what was done with it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from registrar.areas.finance.models import Payment, UnmatchedPayment
from registrar.kernel import Decision


@dataclass(frozen=True)
class BankLine:
    """One line of the bank: the debit note number quoted, the channel, the amount net of bank charges, when credited.

    `refused` is True where the bank itself refused or dishonoured the payment, so that no money came. `booked` is True
    where the money stands on the university's account already, as in a bank's file: rejected, it waits to be sent back;
    a gateway gives it back by itself. `currency` is what a transfer was sent in; `amount` is Hong Kong dollars always.
    """

    reference: str
    number: str
    channel: str
    amount: Decimal
    credited_at: datetime
    refused: bool = False
    booked: bool = False
    currency: str = "HKD"


@dataclass(frozen=True)
class PaymentAnswer:
    """What was done with a bank line.

    Without a `payment` no note has that number, or no rule decides it; the money then waits unmatched. Rejected money
    that the bank had booked has both.
    """

    payment: Payment | None
    decision: Decision | None
    unmatched: UnmatchedPayment | None = None
    repeated: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the payment settled its note."""
        return self.payment is not None and self.payment.state == Payment.State.ACCEPTED

    @property
    def held(self) -> bool:
        """Whether it is a transfer with a deficit, held towards its note."""
        return self.payment is not None and self.payment.state == Payment.State.HELD

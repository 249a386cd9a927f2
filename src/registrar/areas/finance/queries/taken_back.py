"""When the bank took a payment back or an officer took it off its note, and which receipts that makes void."""

from datetime import date

from registrar.areas.finance.models import Payment, Receipt
from registrar.areas.platform.clock import HONG_KONG


def taken_back_on(payment: Payment) -> date | None:
    """Return the day of Hong Kong on which a payment was reversed; no query once its transaction's reversal is fetched.

    None for a payment that stands, and for a rejected one, which was never posted.
    """
    reversal = getattr(payment.transaction, "reversed_by", None)
    return reversal.posted_at.astimezone(HONG_KONG).date() if reversal is not None else None


GONE = (Payment.State.REVERSED, Payment.State.TAKEN_OFF)


def receipt_void_on(receipt: Receipt) -> date | None:
    """Return the day from which a receipt proves nothing any more, None while it stands.

    A receipt covers a whole note. It falls with its own payment, and with an earlier transfer that its payment had only
    made up the deficit of; the payment is then held towards the note again (polyu-2024-25:8C-15).
    """
    payment = receipt.payment
    if payment.state == Payment.State.ACCEPTED:
        return None
    if payment.state in GONE:
        return taken_back_on(payment)
    gone = Payment.objects.filter(debit_note_id=payment.debit_note_id, state__in=GONE)
    days = [taken_back_on(part) for part in gone.select_related("transaction__reversed_by")]
    return max((day for day in days if day is not None), default=None)


def receipt_taken_off(receipt: Receipt) -> bool:
    """Whether a receipt is void because a payment was taken off the note, not because the bank took it back."""
    if receipt.payment.state != Payment.State.HELD:
        return bool(receipt.payment.state == Payment.State.TAKEN_OFF)
    gone = Payment.objects.filter(debit_note_id=receipt.payment.debit_note_id, state__in=GONE)
    states = set(gone.values_list("state", flat=True))
    return states == {Payment.State.TAKEN_OFF}

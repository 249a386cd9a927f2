"""What transfers have brought towards notes that are not settled yet."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum

from registrar.areas.finance.models import DebitNote, Payment


def held_on(notes: Iterable[int]) -> dict[int, Decimal]:
    """Return debit note id -> what is held towards it, in HK$, for those with something; one query."""
    rows = Payment.objects.filter(debit_note_id__in=list(notes), state=Payment.State.HELD)
    return dict(rows.order_by().values_list("debit_note_id").annotate(Sum("amount")))


def due_on(note: DebitNote) -> Decimal:
    """Return what a note still asks for, in HK$: its amount less what is held towards it; no query once prefetched."""
    held = (item.amount for item in note.payments.all() if item.state == Payment.State.HELD)
    return note.amount - sum(held, Decimal("0.00"))


def held_before(payment: Payment) -> list[Payment]:
    """Return the transfers that a payment made up the deficit of, in the order in which they came; one query."""
    rows = Payment.objects.filter(debit_note_id=payment.debit_note_id, state=Payment.State.HELD)
    return list(rows.exclude(pk=payment.pk).order_by("received_at", "pk"))

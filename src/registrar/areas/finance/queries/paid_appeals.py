"""Fees of appeals that were paid and may come back."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.db.models import Exists, OuterRef, QuerySet

from registrar.areas.finance.models import DebitNote, RaisedCharge, Refund

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal as it was charged: its reference, papers, the fee of each (HK$), and whether it is paid."""

    charge: int
    study: int
    reference: str
    papers: int
    fee: Decimal
    paid: bool


def appeal_charged(charge: int) -> Appeal:
    """Return one charge of an appeal; one query. Raises RaisedCharge.DoesNotExist for any other charge."""
    return _appeal(_appeals().get(pk=charge))


def appeals_to_refund(study: int) -> list[Appeal]:
    """Return a student's appeals whose fee is paid and not refunded yet, the latest first; one query."""
    back = Refund.objects.filter(charge=OuterRef("pk")).exclude(state=Refund.State.CANCELLED)
    rows = _appeals().filter(study_id=study, state=RaisedCharge.State.CHARGED, debit_note__state=DebitNote.State.PAID)
    return [_appeal(row) for row in rows.exclude(Exists(back))]


def _appeals() -> QuerySet[RaisedCharge]:
    return RaisedCharge.objects.filter(kind="appeal").select_related("debit_note")


def _appeal(row: RaisedCharge) -> Appeal:
    note = row.debit_note
    paid = row.state == RaisedCharge.State.CHARGED and note is not None and note.state == DebitNote.State.PAID
    amount = note.amount if note is not None else Decimal(0)
    # Rounded down, so that all papers together never come to more than was paid.
    fee = (amount / row.quantity).quantize(CENT, ROUND_DOWN)
    return Appeal(row.pk, row.study_id, row.reference, row.quantity, fee, paid)

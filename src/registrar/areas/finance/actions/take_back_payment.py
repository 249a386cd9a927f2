"""A payment that the bank takes back later, such as a dishonoured cheque."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.reverse_transactions import reverse_transactions
from registrar.areas.finance.actions.tell import tell
from registrar.areas.finance.causes import rejection
from registrar.areas.finance.chart import BANK, UNMATCHED
from registrar.areas.finance.models import DebitNote, Payment, Transaction, UnmatchedPayment
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG


@dataclass(frozen=True)
class TakenBack:
    """The payment as it is now, and the note for the rejection charge where one was raised."""

    payment: Payment
    charge_note: DebitNote | None = None


@transaction.atomic
def take_back_payment(payment_id: int, *, actor: Any, now: datetime) -> TakenBack:
    """Reverse an accepted or held payment: its note is owed again, and the bank's rejection is charged.

    The charge is that of polyu-2024-25:8I-07. What other payments brought towards the note stays held. Taking back
    twice, or a payment that was never accepted, changes nothing.
    """
    note_id, study_id = Payment.objects.values_list("debit_note_id", "debit_note__study_id").get(pk=payment_id)
    locked = locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id]})
    payment = Payment.objects.select_related("transaction").get(pk=payment_id)
    if payment.state not in (Payment.State.ACCEPTED, Payment.State.HELD) or payment.transaction is None:
        return TakenBack(payment)
    note, study = locked["finance.DebitNote"][note_id], locked["studies.Study"][study_id]
    unbook(payment, note, Payment.State.REVERSED, actor=actor, now=now)
    if UnmatchedPayment.objects.filter(matched_to=payment).exists():
        # Matched by hand, its money went through the account of money without a note; the bank has it back now.
        _leave(payment, actor, now)
    payment.refresh_from_db()
    tell("finance.taken_back", note, study, now=now)
    (charged,) = raise_charges([rejection(payment, note)], actor=actor, now=now)
    return TakenBack(payment, charged.charge.debit_note if charged.charge else None)


def unbook(payment: Payment, note: DebitNote, state: str, *, actor: Any, now: datetime) -> None:
    """Reverse an accepted or held payment with its handling, and open its note again; the study and note are locked.

    The note is overdue where its last day has passed. What made up the deficit of a transfer is held towards it again.
    """
    booked = payment.transaction
    if booked is None:
        raise ValueError(f"payment {payment.pk} was never posted")
    # What it brought besides the amount was posted under the same name.
    handling = "handling:" + booked.reference.removeprefix("payment:")
    reverse_transactions([booked, *Transaction.objects.filter(reference=handling)], actor=actor, now=now)
    Payment.objects.filter(pk=payment.pk).update(state=state)
    if note.state == DebitNote.State.PAID:
        late = note.deadline < now.astimezone(HONG_KONG).date()
        note.state = DebitNote.State.OVERDUE if late else DebitNote.State.OUTSTANDING
        DebitNote.objects.filter(pk=note.pk).update(state=note.state)
        Payment.objects.filter(debit_note_id=note.pk, state=Payment.State.ACCEPTED).update(state=Payment.State.HELD)


def _leave(payment: Payment, actor: Any, now: datetime) -> None:
    house = house_accounts()
    amount = payment.amount + payment.handling
    back = Posting("returned", f"returned:{payment.bank_reference}", house[UNMATCHED], house[BANK], amount)
    post([back], actor=actor, now=now)

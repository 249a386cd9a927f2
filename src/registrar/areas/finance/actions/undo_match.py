"""Taking money off a note that it wasn't meant for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.keep_unmatched import Stray, keep_unmatched
from registrar.areas.finance.actions.take_back_payment import unbook
from registrar.areas.finance.actions.tell import tell
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.models import DebitNote, Payment, UndoneMatch, UnmatchedPayment
from registrar.areas.finance.queries.held import held_on
from registrar.areas.finance.queries.resting import resting_on
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Cure, Message

Reason = UnmatchedPayment.Reason
COUNTING = (Payment.State.ACCEPTED, Payment.State.HELD)


@dataclass(frozen=True)
class Undone:
    """What was done; `refused` says why nothing was, and `cure` what to do first. `repeated`: it was undone before."""

    undone: UndoneMatch | None = None
    refused: Message | None = None
    cure: Cure | None = None
    repeated: bool = False


@transaction.atomic
def undo_match(payment_id: int, reason: str, *, actor: Any, now: datetime, new_deadline: date | None = None) -> Undone:
    """Take a payment off its note: its booking is reversed, its receipt void, and its money waits unmatched again.

    The note is unpaid as before, by its own deadline or, where that has passed, by the later day that the student is
    given. No rejection is charged (the fault is the University's), and the student is told with an apology. Refused
    where a refund rests on the money, or where the payment doesn't count. Undoing twice does nothing more. Raises
    ValueError without a reason, or with a day that has passed, and Payment.DoesNotExist.
    """
    today = now.astimezone(HONG_KONG).date()
    if not reason.strip():
        raise ValueError("a match is undone for a reason")
    if new_deadline is not None and new_deadline < today:
        raise ValueError("a deadline doesn't lie in the past")
    payment, note = _locked(payment_id)
    if payment.state == Payment.State.TAKEN_OFF:
        return Undone(UndoneMatch.objects.get(payment=payment), repeated=True)
    if stopped := what_stops(payment, note):
        return stopped
    unbook(payment, note, Payment.State.TAKEN_OFF, actor=actor, now=now)
    if new_deadline is not None and note.deadline < new_deadline:
        note.deadline, note.state = new_deadline, DebitNote.State.OUTSTANDING
        note.save(update_fields=["deadline", "state"])
    row = UndoneMatch.objects.create(
        payment=payment,
        waiting=_waits_again(payment, note, actor, now),
        reason=reason.strip()[:200],
        new_deadline=new_deadline,
        undone_by=actor,
        undone_at=now,
    )
    note.amount -= held_on([note.pk]).get(note.pk, 0)  # what a transfer brought is not asked for again
    late = note.deadline < today
    tell("finance.match_undone_late" if late else "finance.match_undone", note, note.study, now=now)
    return Undone(row)


def what_stops(payment: Payment, note: DebitNote) -> Undone | None:
    """Return why a payment can't be taken off its note, None where nothing stands against it."""
    if payment.state not in COUNTING:
        return Undone(refused=Message("finance.undo_match.not_counting", {"number": note.number}))
    resting = resting_on(note)
    if resting.refunds:
        args = {"number": note.number, "count": len(resting.refunds)}
        cure = Cure(Message("finance.undo_match.cancel_refund"))
        return Undone(refused=Message("finance.undo_match.refunded", args), cure=cure)
    if resting.deposit_settled:
        cure = Cure(Message("finance.undo_match.settle_first"))
        return Undone(refused=Message("finance.undo_match.deposit_settled", {"number": note.number}), cure=cure)
    return None


def _locked(payment_id: int) -> tuple[Payment, DebitNote]:
    """Lock the study, the note and the waiting money of a payment; return payment and note as they are now."""
    found = Payment.objects.values_list("debit_note_id", "debit_note__study_id", "bank_reference").get(pk=payment_id)
    note_id, study_id, reference = found
    locked = locking.lock(
        {
            "studies.Study": [study_id],
            "finance.DebitNote": [note_id],
            "finance.UnmatchedPayment": UnmatchedPayment.objects.filter(bank_reference=reference).values_list(
                "pk", flat=True
            ),
        }
    )
    payment = Payment.objects.select_related("transaction").get(pk=payment_id)
    note: DebitNote = locked["finance.DebitNote"][note_id]
    note.study = locked["studies.Study"][study_id]
    return payment, note


def _waits_again(payment: Payment, note: DebitNote, actor: Any, now: datetime) -> UnmatchedPayment:
    """Let the money wait; what the bank's file had put to the note at once is posted as waiting for the first time."""
    waiting = UnmatchedPayment.objects.filter(bank_reference=payment.bank_reference).first()
    if waiting is None:
        amount = payment.amount + payment.handling
        line = BankLine(payment.bank_reference, note.number, payment.channel, amount, payment.received_at)
        return keep_unmatched([Stray(line, Reason.TAKEN_OFF.value)], actor=actor, now=now)[0]
    waiting.matched_to, waiting.reason = None, Reason.TAKEN_OFF
    # A proposal to send it back was made before it was matched, and about another state of things.
    waiting.return_asked_at, waiting.return_asked_by, waiting.return_reason = None, None, ""
    waiting.save(
        update_fields=["matched_to", "reason", "return_asked_at", "return_asked_by", "return_reason"],
    )
    return waiting

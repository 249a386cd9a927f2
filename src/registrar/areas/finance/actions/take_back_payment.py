"""A payment that the bank takes back later, such as a dishonoured cheque."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.reverse_transaction import reverse_transaction
from registrar.areas.finance.actions.tell import tell
from registrar.areas.finance.models import Charge, DebitNote, Payment
from registrar.areas.finance.pricing import ChargeLine
from registrar.areas.platform import locking
from registrar.kernel import Decision
from registrar.rulebook import decide

DAYS_TO_PAY = 14


@dataclass(frozen=True)
class TakenBack:
    """The payment as it is now, and the note for the rejection charge where one was raised."""

    payment: Payment
    charge_note: DebitNote | None = None


@transaction.atomic
def take_back_payment(payment_id: int, *, actor: Any, now: datetime) -> TakenBack:
    """Reverse an accepted payment: its note is owed again, and the bank's rejection is charged (polyu-2024-25:8I-07).

    Taking back twice, or a payment that was never accepted, changes nothing.
    """
    note_id, study_id = Payment.objects.values_list("debit_note_id", "debit_note__study_id").get(pk=payment_id)
    locked = locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id]})
    payment = Payment.objects.select_related("transaction").get(pk=payment_id)
    if payment.state != Payment.State.ACCEPTED or payment.transaction is None:
        return TakenBack(payment)
    note, study = locked["finance.DebitNote"][note_id], locked["studies.Study"][study_id]
    reverse_transaction(payment.transaction, actor=actor, now=now)
    Payment.objects.filter(pk=payment_id).update(state=Payment.State.REVERSED)
    state = DebitNote.State.OVERDUE if note.deadline < now.date() else DebitNote.State.OUTSTANDING
    DebitNote.objects.filter(pk=note_id).update(state=state)
    payment.refresh_from_db()
    tell("finance.taken_back", note, study, now=now)
    return TakenBack(payment, _charge_rejection(note, study, actor, now))


def _charge_rejection(note: DebitNote, study: Any, actor: Any, now: datetime) -> DebitNote | None:
    facts = {"rejections": 1, "rejected_by": "bank", "term": note.term_id}
    decision = decide("finance.rejection_charge", facts, as_of=now.date(), university=settings.UNIVERSITY)
    if not decision.allowed:
        return None
    line = ChargeLine(
        _free_kind(note), "once", Decimal(1), _amount(decision), str(decision.findings[0].clause), decision
    )
    due = now.date() + timedelta(days=DAYS_TO_PAY)
    return issue_notes([NewNote(study, "", (line,))], term=note.term, deadline=due, actor=actor, now=now)[0]


def _amount(decision: Decision) -> Decimal:
    amount: Decimal = decision.result["unit"].amount
    return amount


def _free_kind(note: DebitNote) -> str:
    """Each rejection of a term is a charge of its own."""
    before = Charge.objects.filter(
        study_id=note.study_id, term_id=note.term_id, kind__startswith="rejection", reversed_at=None
    ).count()
    return "rejection" if not before else f"rejection_{before + 1}"

"""Recording what a bank says was paid."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.tell import tell
from registrar.areas.finance.chart import BANK, UNMATCHED
from registrar.areas.finance.models import Account, DebitNote, Payment, Receipt, UnmatchedPayment
from registrar.areas.platform import clock, decisions, documents, locking, working_calendar
from registrar.kernel import Decision
from registrar.rulebook import decide

RECEIPTS = "finance.receipt"


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


def record_payment(line: BankLine, *, actor: Any, now: datetime) -> PaymentAnswer:
    """Put one bank line to its debit note: accepted and posted with a receipt, or rejected with its reasons.

    Only the exact amount, once, in time and through a fitting channel settles a note (polyu-2024-25:8D-01, 8C-01).
    A rejected amount goes back and is not posted. The same bank reference again gives the same answer and does
    nothing. Money for an unknown note is posted as unmatched.
    """
    try:
        with transaction.atomic():
            return _known(line.reference) or _record(line, actor, now)
    except IntegrityError:
        # Another session posted the same reference between the look and the write: its answer stands.
        if answer := _known(line.reference):
            return answer
        raise


def _known(reference: str) -> PaymentAnswer | None:
    payment = Payment.objects.select_related("decision").filter(bank_reference=reference).first()
    if payment is not None:
        return PaymentAnswer(payment, decisions.read(payment.decision), repeated=True)
    unmatched = UnmatchedPayment.objects.filter(bank_reference=reference).first()
    return PaymentAnswer(None, None, unmatched, repeated=True) if unmatched else None


def _record(line: BankLine, actor: Any, now: datetime) -> PaymentAnswer:
    found = DebitNote.objects.filter(number=line.number).values_list("pk", "study_id").first()
    if found is None:
        return PaymentAnswer(None, None, _keep_unmatched(line, actor, now))
    note_id, study_id = found
    locked = locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id]})
    if answer := _known(line.reference):
        return answer
    note, study = locked["finance.DebitNote"][note_id], locked["studies.Study"][study_id]
    return settle(note, study, line, acceptance_facts(note, line), actor, now)


def settle(
    note: DebitNote,
    study: Any,
    line: BankLine,
    facts: dict[str, Any],
    actor: Any,
    now: datetime,
    *,
    from_unmatched: bool = False,
) -> PaymentAnswer:
    """Decide a payment against a locked note and write what follows.

    Money that waited unmatched (`from_unmatched`) and is refused goes on waiting: no payment is written for it.
    """
    decision = decide("finance.payment_acceptance", facts, as_of=facts["credited_on"], university=settings.UNIVERSITY)
    if from_unmatched and not decision.allowed:
        return PaymentAnswer(None, decision)
    stored = decisions.store(decision, subject=f"study:{study.pk}", actor=actor, now=now)
    payment = Payment.objects.create(
        debit_note=note,
        channel=line.channel,
        amount=line.amount,
        bank_reference=line.reference,
        received_at=line.credited_at,
        state=Payment.State.ACCEPTED if decision.allowed else Payment.State.REJECTED,
        decision=stored,
        transaction=_book(note, line, actor, now, UNMATCHED if from_unmatched else BANK) if decision.allowed else None,
    )
    if decision.allowed:
        DebitNote.objects.filter(pk=note.pk).update(state=DebitNote.State.PAID)
        give_receipt(payment, now)
    tell("finance.paid" if decision.allowed else "finance.rejected", note, study, now=now, decision=stored)
    return PaymentAnswer(payment, decision)


def acceptance_facts(note: DebitNote, line: BankLine) -> dict[str, Any]:
    """Return the facts of finance.payment_acceptance for a note and a bank line."""
    return {
        "term": note.term_id,
        "note_amount": note.amount,
        "amount": line.amount,
        "credited_on": line.credited_at.astimezone(clock.HONG_KONG).date(),
        "deadline": note.deadline,
        "channel": line.channel,
        "tuition": note.lines.filter(kind__startswith="tuition").exists(),
        "note_state": note.state,
        "refused_by_bank": line.refused,
    }


def _book(note: DebitNote, line: BankLine, actor: Any, now: datetime, source: str) -> Any:
    """Post the bank (or the money that waited unmatched) against the student's receivable."""
    receivable = Account.objects.get(study_id=note.study_id).pk
    posting = Posting("payment", f"payment:{line.reference}", house_accounts()[source], receivable, line.amount)
    return post([posting], actor=actor, now=now)[0]


def give_receipt(payment: Payment, now: datetime) -> Receipt:
    """Give a payment its numbered receipt, to be seen from the day that its channel promises (polyu-2024-25:8C-05)."""
    paid_on = payment.received_at.astimezone(clock.HONG_KONG).date()
    facts = {
        "channel": payment.channel,
        "paid_on": paid_on,
        "credited_on": paid_on,
        "closed_days": working_calendar.closed_days(paid_on),
    }
    decision = decide("finance.receipt_availability", facts, as_of=paid_on, university=settings.UNIVERSITY)
    number = f"R{documents.draw(RECEIPTS)[0]:08d}"
    available = decision.result.get("available_on", paid_on)
    return Receipt.objects.create(number=number, payment=payment, issued_at=now, available_on=available)


def _keep_unmatched(line: BankLine, actor: Any, now: datetime) -> UnmatchedPayment | None:
    """Post money without a note as a liability; a refused payment brought none."""
    if line.refused:
        return None
    house = house_accounts()
    posting = Posting("unmatched", f"unmatched:{line.reference}", house[BANK], house[UNMATCHED], line.amount)
    return UnmatchedPayment.objects.create(
        bank_reference=line.reference,
        quoted_number=line.number[:40],
        channel=line.channel,
        amount=line.amount,
        received_at=line.credited_at,
        transaction=post([posting], actor=actor, now=now)[0],
    )

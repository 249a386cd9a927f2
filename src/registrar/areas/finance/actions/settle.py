"""Payments decided against locked notes, and everything that follows, written together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.tell import tell_of_payments
from registrar.areas.finance.bank_lines import BankLine, PaymentAnswer
from registrar.areas.finance.models import Account, Charge, DebitNote, Payment, Receipt
from registrar.areas.platform import clock, decisions, documents, working_calendar
from registrar.kernel import Decision
from registrar.rulebook import decide

RECEIPTS = "finance.receipt"


@dataclass(frozen=True)
class Item:
    """A bank line with the note that it quotes and the note's study, both locked by the caller."""

    line: BankLine
    note: DebitNote
    study: Any


def settle(items: Sequence[Item], *, source: str, keep_refused: bool, actor: Any, now: datetime) -> list[PaymentAnswer]:
    """Decide each payment in turn and write what follows, with a fixed number of statements; answers in order.

    `source` is the account that the money comes from (the bank, or money that waited unmatched). With `keep_refused`
    a refused payment is put on record, otherwise nothing is written for it. Of two payments for one note the first
    that fits settles it, and the other is refused.
    """
    tuition = _with_tuition(items)
    decided = []
    for item in items:
        facts = _facts(item, item.note.pk in tuition)
        decision = decide(
            "finance.payment_acceptance", facts, as_of=facts["credited_on"], university=settings.UNIVERSITY
        )
        if decision.allowed:
            item.note.state = DebitNote.State.PAID
        decided.append((item, decision))
    kept = [(item, decision) for item, decision in decided if decision.allowed or keep_refused]
    written = dict(zip((id(item) for item, _ in kept), _write(kept, source, actor, now), strict=True))
    return [PaymentAnswer(written.get(id(item)), decision) for item, decision in decided]


def _with_tuition(items: Sequence[Item]) -> set[int]:
    lines = Charge.objects.filter(debit_note_id__in=[item.note.pk for item in items], kind__startswith="tuition")
    return set(lines.values_list("debit_note_id", flat=True))


def _facts(item: Item, tuition: bool) -> dict[str, Any]:
    return {
        "term": item.note.term_id,
        "note_amount": item.note.amount,
        "amount": item.line.amount,
        "credited_on": item.line.credited_at.astimezone(clock.HONG_KONG).date(),
        "deadline": item.note.deadline,
        "channel": item.line.channel,
        "tuition": tuition,
        "note_state": item.note.state,
        "refused_by_bank": item.line.refused,
    }


def _write(kept: Sequence[tuple[Item, Decision]], source: str, actor: Any, now: datetime) -> list[Payment]:
    """Write decisions, postings, payments, receipts and notices; mark the settled notes."""
    if not kept:
        return []
    stored = decisions.store_many(
        ((f"study:{item.study.pk}", decision) for item, decision in kept), actor=actor, now=now
    )
    booked = _book([item for item, decision in kept if decision.allowed], source, actor, now)
    payments = Payment.objects.bulk_create(
        Payment(
            debit_note=item.note,
            channel=item.line.channel,
            amount=item.line.amount,
            bank_reference=item.line.reference,
            received_at=item.line.credited_at,
            state=Payment.State.ACCEPTED if decision.allowed else Payment.State.REJECTED,
            decision=row,
            transaction=booked.get(item.line.reference),
        )
        for (item, decision), row in zip(kept, stored, strict=True)
    )
    accepted = [payment for payment in payments if payment.state == Payment.State.ACCEPTED]
    DebitNote.objects.filter(pk__in=[p.debit_note_id for p in accepted]).update(state=DebitNote.State.PAID)
    _give_receipts(accepted, now)
    tell_of_payments([(item.study, payment) for (item, _), payment in zip(kept, payments, strict=True)], now=now)
    return payments


def _book(items: Sequence[Item], source: str, actor: Any, now: datetime) -> Mapping[str, Any]:
    """Post the money against the students' receivables; return bank reference -> transaction."""
    if not items:
        return {}
    keys = [item.study.pk for item in items]
    receivable = dict(Account.objects.filter(study_id__in=keys).values_list("study_id", "pk"))
    debit = house_accounts()[source]
    postings = [
        Posting("payment", f"payment:{item.line.reference}", debit, receivable[item.study.pk], item.line.amount)
        for item in items
    ]
    rows = post(postings, actor=actor, now=now)
    return {item.line.reference: row for item, row in zip(items, rows, strict=True)}


def _give_receipts(payments: Sequence[Payment], now: datetime) -> None:
    """Give each payment its numbered receipt, to be seen from the day its channel promises (polyu-2024-25:8C-05)."""
    if not payments:
        return
    numbers = documents.draw(RECEIPTS, len(payments))
    Receipt.objects.bulk_create(
        Receipt(
            number=f"R{number:08d}",
            payment=payment,
            issued_at=now,
            available_on=_available_on(payment.channel, payment.received_at.astimezone(clock.HONG_KONG).date()),
        )
        for number, payment in zip(numbers, payments, strict=True)
    )


@lru_cache(maxsize=512)
def _available_on(channel: str, paid_on: date) -> date:
    facts = {
        "channel": channel,
        "paid_on": paid_on,
        "credited_on": paid_on,
        "closed_days": working_calendar.closed_days(paid_on),
    }
    decision = decide("finance.receipt_availability", facts, as_of=paid_on, university=settings.UNIVERSITY)
    day: date = decision.result.get("available_on", paid_on)
    return day

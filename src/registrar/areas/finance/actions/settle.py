"""Payments decided against locked notes, and everything that follows, written together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from registrar.areas.finance.actions.keep_unmatched import Stray, keep_unmatched
from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.tell import tell_of_payments
from registrar.areas.finance.actions.weigh_payments import Item, Weighed, weigh_payments
from registrar.areas.finance.bank_lines import PaymentAnswer
from registrar.areas.finance.chart import BANK_HANDLING, UNMATCHED
from registrar.areas.finance.models import Account, DebitNote, Payment, Receipt, UnmatchedPayment
from registrar.areas.platform import clock, decisions, documents, working_calendar
from registrar.kernel import Outcome
from registrar.rulebook import decide

RECEIPTS = "finance.receipt"


def settle(items: Sequence[Item], *, source: str, keep_refused: bool, actor: Any, now: datetime) -> list[PaymentAnswer]:
    """Decide each payment in turn and write what follows, with a fixed number of statements; answers in order.

    `source` is the account that the money comes from (the bank, or money that waited unmatched). With `keep_refused`
    a refused payment is put on record, otherwise nothing is written for it; what no rule decides waits as a question
    to the Finance Office. Of two payments for one note the first that fits settles it, and the other is refused.
    """
    weighed = weigh_payments(items)
    kept = [one for one in weighed if one.booked or keep_refused]
    stored = decisions.store_many(((f"study:{one.item.study.pk}", one.decision) for one in kept), actor=actor, now=now)
    rows = dict(zip((id(one) for one in kept), stored, strict=True))
    paid = [one for one in kept if not _undecided(one)]
    payments = dict(zip((id(one) for one in paid), _write(paid, rows, source, actor, now), strict=True))
    strays = [(one, stray) for one in kept if (stray := _stray(one, payments.get(id(one)), rows[id(one)]))]
    waiting = keep_unmatched([stray for _, stray in strays], actor=actor, now=now)
    unmatched = dict(zip((id(one) for one, _ in strays), waiting, strict=True))
    return [PaymentAnswer(payments.get(id(one)), one.decision, unmatched.get(id(one))) for one in weighed]


def _undecided(one: Weighed) -> bool:
    return one.decision.outcome == Outcome.UNDETERMINED and not one.item.line.refused


def _stray(one: Weighed, payment: Payment | None, stored: Any) -> Stray | None:
    """Return what must wait: money that no rule decides, and rejected money that the bank has already booked."""
    line = one.item.line
    if payment is None:
        return Stray(line, UnmatchedPayment.Reason.QUESTION.value, decision=stored)
    if payment.state == Payment.State.REJECTED and line.booked and not line.refused:
        return Stray(line, UnmatchedPayment.Reason.REJECTED.value, decision=stored, rejected=payment)
    return None


def _write(
    weighed: Sequence[Weighed], stored: Mapping[int, Any], source: str, actor: Any, now: datetime
) -> list[Payment]:
    """Write postings, payments, receipts and notices; mark the settled notes."""
    if not weighed:
        return []
    booked = _book([one for one in weighed if one.booked], source, actor, now)
    payments = Payment.objects.bulk_create(
        Payment(
            debit_note=one.item.note,
            channel=one.item.line.channel,
            amount=one.item.line.amount - one.handling,
            handling=one.handling,
            topped_up=one.held or bool(one.handling),
            bank_reference=one.item.line.reference,
            received_at=one.item.line.credited_at,
            state=_state(one),
            decision=stored[id(one)],
            transaction=booked.get(one.item.line.reference),
        )
        for one in weighed
    )
    accepted = [payment for payment in payments if payment.state == Payment.State.ACCEPTED]
    DebitNote.objects.filter(pk__in=[p.debit_note_id for p in accepted]).update(state=DebitNote.State.PAID)
    _give_receipts(accepted, now)
    tell_of_payments([(one.item.study, payment) for one, payment in zip(weighed, payments, strict=True)], now=now)
    return payments


def _state(one: Weighed) -> str:
    if one.held:
        return Payment.State.HELD
    return Payment.State.ACCEPTED if one.decision.allowed else Payment.State.REJECTED


def _book(weighed: Sequence[Weighed], source: str, actor: Any, now: datetime) -> Mapping[str, Any]:
    """Post the money against the students' receivables, handling as income; return bank reference -> transaction."""
    if not weighed:
        return {}
    keys = [one.item.study.pk for one in weighed]
    turns = _turns([one.item.line.reference for one in weighed]) if source == UNMATCHED else {}
    receivable = dict(Account.objects.filter(study_id__in=keys).values_list("study_id", "pk"))
    house = house_accounts()
    postings = [
        Posting(
            "payment",
            f"payment:{one.item.line.reference}{turns.get(one.item.line.reference, '')}",
            house[source],
            receivable[one.item.study.pk],
            one.item.line.amount - one.handling,
        )
        for one in weighed
    ]
    handling = [
        Posting(
            "handling",
            f"handling:{one.item.line.reference}{turns.get(one.item.line.reference, '')}",
            house[source],
            house[BANK_HANDLING],
            one.handling,
        )
        for one in weighed
        if one.handling
    ]
    rows = post([*postings, *handling], actor=actor, now=now)
    return {one.item.line.reference: row for one, row in zip(weighed, rows, strict=False)}


def _turns(references: Sequence[str]) -> dict[str, str]:
    """Return what tells the postings of money apart that was taken off a note before: "#2", "#3"; one query."""
    gone = Payment.objects.filter(bank_reference__in=references, state=Payment.State.TAKEN_OFF)
    return {key: f"#{count + 1}" for key, count in Counter(gone.values_list("bank_reference", flat=True)).items()}


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

"""Settling the caution money when a study ends."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.close_deposit import close_deposit
from registrar.areas.finance.actions.grant_refunds import grant_refunds
from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.tell_of_refunds import tell_of_refunds
from registrar.areas.finance.chart import CAUTION_MONEY
from registrar.areas.finance.models import DebitNote, DepositEvent, Refund
from registrar.areas.finance.pricing import ChargeLine
from registrar.areas.finance.queries.debts import debts
from registrar.areas.finance.queries.deposit_decision import EndOfStudy, settlement_decision
from registrar.areas.finance.queries.deposits import Deposit, deposits_held, graduation_fee_met
from registrar.areas.finance.refunds import NewRefund
from registrar.areas.platform import decisions, locking
from registrar.areas.studies.queries.departures import end_on_record
from registrar.kernel import Decision, Money

DAYS_TO_PAY = 14


@dataclass(frozen=True)
class SettledDeposit:
    """The decision; the refund granted or waiting; the debit note where the graduation fee is to be paid."""

    decision: Decision
    refund: Refund | None = None
    note: DebitNote | None = None


@transaction.atomic
def settle_deposit(
    study: int,
    event: str,
    *,
    event_on: date,
    card_returned_on: date | None = None,
    term: Any = None,
    actor: Any,
    now: datetime,
) -> SettledDeposit:
    """Refund, forfeit or convert the caution money of a study (polyu-2024-25:8I-04, 8I-05, 4L-06, 4L-07, 11B-12).

    `event` is one of the rule's events: withdrawal_confirmed, unofficial_withdrawal, de_registered, expelled,
    award_confirmed, ... Whoever confirms it calls this. While debts or the student card are in the way the refund
    waits, not booked, and is looked at again by a job; one for an end that is not on the study's record waits for a
    second officer. `term` is the catalogue's row on whose note a graduation fee
    that no deposit covers is charged, once; without it none is. A deposit settled or waiting stays as it is.
    """
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    waiting = DepositEvent.objects.filter(refund__study_id=study).exclude(refund__state=Refund.State.CANCELLED)
    known = waiting.filter(refund__transaction=None).select_related("refund").first()
    if known is not None:
        return SettledDeposit(decisions.read(known.refund.decision), known.refund)
    deposit = deposits_held([study]).get(study) or Deposit(0, study, Decimal(0))
    about = EndOfStudy(event_on, card_returned_on)
    decision = settlement_decision(event, deposit.held, debts([study]).get(study), about, now=now)
    # An end of the study that only the officer knows of needs a second officer's word before money goes back.
    word = actor is not None and not end_on_record(study, event)
    if decision.result.get("awaits") or (word and decision.allowed and decision.result.get("refund")):
        return SettledDeposit(decision, _wait(row, deposit, event, about, decision, word, actor, now))
    if not decision.allowed:
        return SettledDeposit(decision)
    if decision.result.get("to_pay"):
        due = term is not None and not graduation_fee_met(study)
        return SettledDeposit(decision, note=_bill(row, decision, term, actor, now) if due else None)
    if not decision.result["refund"]:
        stored = decisions.store(decision, subject=f"study:{study}", actor=actor, now=now)
        close_deposit(deposit, event, decision, stored, actor=actor, now=now)
        return SettledDeposit(decision)
    new = _new_refund(row, deposit, decision)
    (refund,) = grant_refunds([new], actor=actor, now=now)
    close_deposit(deposit, event, decision, refund.decision, posted=refund.transaction, actor=actor, now=now)
    return SettledDeposit(decision, refund)


def _new_refund(row: Any, deposit: Deposit, decision: Decision) -> NewRefund:
    return NewRefund(
        study=row,
        kind=Refund.Kind.DEPOSIT,
        amount=decision.result["refund"].amount,
        clause=str(decision.findings[0].clause),
        decision=decision,
        reference=f"deposit:{deposit.charge}",
        source=CAUTION_MONEY,
    )


def _wait(
    row: Any,
    deposit: Deposit,
    event: str,
    about: EndOfStudy,
    decision: Decision,
    word: bool,
    actor: Any,
    now: datetime,
) -> Refund:
    """Write the refund down as one that waits, not booked: the University keeps the deposit until then."""
    stored = decisions.store(decision, subject=f"study:{row.pk}", actor=actor, now=now)
    refund = Refund.objects.create(
        study_id=row.pk,
        kind=Refund.Kind.DEPOSIT,
        amount=deposit.held,
        clause=str(decision.findings[0].clause),
        reference=f"deposit:{deposit.charge}",
        source=CAUTION_MONEY,
        decision=stored,
        state=Refund.State.PROPOSED if word else Refund.State.HELD,
        held_for="" if word else decision.result["awaits"][0],
        granted_at=now,
        granted_by=actor,
        two_persons=word,
    )
    DepositEvent.objects.create(
        refund=refund,
        charge_id=deposit.charge,
        event=event,
        event_on=about.event_on,
        card_returned_on=about.card_returned_on,
    )
    if not word:
        tell_of_refunds("finance.refund_granted", [refund], {row.pk: row.student_id}, now=now)
    return refund


def _bill(row: Any, decision: Decision, term: Any, actor: Any, now: datetime) -> DebitNote:
    """Charge the graduation fee that no deposit covers (polyu-2024-25:8I-13)."""
    fee: Money = decision.result["to_pay"]
    line = ChargeLine("graduation", "once", Decimal(1), fee.amount, str(decision.findings[0].clause), decision)
    due = now.date() + timedelta(days=DAYS_TO_PAY)
    return issue_notes([NewNote(row, "", (line,))], term=term, deadline=due, actor=actor, now=now)[0]

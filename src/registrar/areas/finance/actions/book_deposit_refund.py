"""Booking a refund of caution money that had to wait."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.close_deposit import close_deposit
from registrar.areas.finance.actions.open_accounts import house_accounts, open_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.models import DepositEvent, Refund
from registrar.areas.finance.queries.bank_accounts import account_on_file
from registrar.areas.finance.queries.debts import debts
from registrar.areas.finance.queries.deposit_decision import settlement_decision
from registrar.areas.finance.queries.deposits import Deposit
from registrar.areas.finance.refunds import payout, standing
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG


def book_deposit_refund(refund: Refund, *, actor: Any, now: datetime) -> None:
    """Ask the rule of the deposit again; book the refund, forfeit the deposit, or say what it still waits for.

    Call it in a transaction with the study and the refund locked; the row given is brought up to date.
    """
    event = DepositEvent.objects.select_related("charge").get(refund=refund)
    decision = settlement_decision(
        event.event, refund.amount, debts([refund.study_id]).get(refund.study_id), event, now=now
    )
    if awaits := decision.result.get("awaits"):
        if refund.held_for != awaits[0]:
            refund.held_for = awaits[0]
            refund.save(update_fields=["held_for"])
        return
    stored = decisions.store(decision, subject=f"study:{refund.study_id}", actor=actor, now=now)
    deposit = Deposit(event.charge_id, refund.study_id, refund.amount)
    if not decision.allowed or not decision.result["refund"]:
        refund.state, refund.held_for, refund.cancelled_at = Refund.State.CANCELLED, "", now
        refund.save(update_fields=["state", "held_for", "cancelled_at"])
        close_deposit(deposit, event.event, decision, stored, actor=actor, now=now)
        return
    (posted,) = post([_posting(refund)], actor=actor, now=now)
    refund.transaction, refund.decision, refund.clause = posted, stored, str(decision.findings[0].clause)
    today = now.astimezone(HONG_KONG).date()
    stands = standing(payout(account_on_file(refund.study.student_id), today=today))
    refund.state, refund.held_for, refund.payable_from = stands.state, stands.held_for, stands.payable_from
    refund.save(update_fields=["transaction", "decision", "clause", *stands.fields()])
    close_deposit(deposit, event.event, decision, stored, posted=posted, actor=actor, now=now)


def _posting(refund: Refund) -> Posting:
    study = refund.study
    receivable = open_accounts({study.pk: study.student_number})[study.pk]
    return Posting(
        "refund", f"refund:{refund.reference}:{refund.pk}", house_accounts()[refund.source], receivable, refund.amount
    )

"""Settling the caution money of a hall on departure."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.close_deposit import record_settlement
from registrar.areas.finance.actions.grant_refund import Granted
from registrar.areas.finance.actions.grant_refunds import grant_refunds
from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.chart import HALL_CAUTION_MONEY, HALLS
from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries import deposits
from registrar.areas.finance.refunds import NewRefund
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision, Money
from registrar.rulebook import decide


@transaction.atomic
def settle_hall_deposit(study: int, *, charges: Decimal, left: bool = True, actor: Any, now: datetime) -> Granted:
    """Keep the hall's charges on departure out of its caution money and refund the rest (polyu-2024-25:12C-33).

    `charges` are those found on departure, in HK$, which stand on no debit note; what the deposit does not cover is in
    the decision's `still_owed`, for the hall to charge. A deposit that was settled before brings nothing.
    """
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    deposit = deposits.deposits_held([study], deposits.HALL_CAUTION_MONEY).get(study)
    today = now.astimezone(HONG_KONG).date()
    held = Money(deposit.held if deposit else Decimal(0))
    facts = {"held": held, "left": left, "charges": Money(charges)}
    decision = decide("finance.hall_deposit_settlement", facts, as_of=today, university=settings.UNIVERSITY)
    if deposit is None or not decision.allowed:
        return Granted(decision)
    refund = _refund(row, deposit, decision, actor, now)
    stored = refund.decision if refund else decisions.store(decision, subject=f"study:{study}", actor=actor, now=now)
    if refund is not None and refund.transaction is not None:
        record_settlement(deposit, "left_hall", "refunded", refund.amount, stored, refund.transaction, now=now)
    if kept := decision.result["set_off"].amount:
        house = house_accounts()
        reference = f"set_off:{deposit.charge}:{stored.pk}"
        posting = Posting("settlement", reference, house[HALL_CAUTION_MONEY], house[HALLS], kept)
        (booked,) = post([posting], actor=actor, now=now)
        record_settlement(deposit, "left_hall", "set_off", kept, stored, booked, now=now)
    return Granted(decision, refund)


def _refund(row: Any, deposit: deposits.Deposit, decision: Decision, actor: Any, now: datetime) -> Refund | None:
    amount = decision.result["refund"].amount
    clause = str(decision.findings[0].clause)
    new = NewRefund(
        row,
        Refund.Kind.HALL_DEPOSIT,
        amount,
        clause,
        decision,
        f"hall_deposit:{deposit.charge}",
        HALL_CAUTION_MONEY,
    )
    granted = grant_refunds([new], actor=actor, now=now)
    return granted[0] if granted else None

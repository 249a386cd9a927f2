"""Putting on record what became of a deposit."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.chart import CAUTION_MONEY, FORFEITED, GRADUATION_FEES
from registrar.areas.finance.models import DepositSettlement, Transaction
from registrar.areas.finance.queries.deposits import Deposit
from registrar.kernel import Decision

TARGETS = {"forfeited": FORFEITED, "converted": GRADUATION_FEES}


def close_deposit(
    deposit: Deposit,
    event: str,
    decision: Decision,
    stored: Any,
    *,
    actor: Any,
    now: datetime,
    posted: Transaction | None = None,
    source: str = CAUTION_MONEY,
) -> None:
    """Write what the decision says: refunded (booked by `posted`), forfeited or converted (booked here).

    The student's account is not touched by a forfeiture or a conversion: the money moves from the liability to income.
    Call it in a transaction, with the study locked.
    """
    if posted is not None:
        record_settlement(deposit, event, "refunded", decision.result["refund"].amount, stored, posted, now=now)
    house = house_accounts()
    for outcome, target in TARGETS.items():
        amount = decision.result.get(outcome)
        if amount is not None and amount.amount > 0:
            posting = Posting(
                "settlement", f"{outcome}:{deposit.charge}:{stored.pk}", house[source], house[target], amount.amount
            )
            (booked,) = post([posting], actor=actor, now=now)
            record_settlement(deposit, event, outcome, amount.amount, stored, booked, now=now)


def record_settlement(
    deposit: Deposit, event: str, outcome: str, amount: Decimal, stored: Any, booked: Transaction, *, now: datetime
) -> None:
    """Write one part of what became of a deposit."""
    record_settlements([Settled(deposit, event, outcome, amount, stored, booked)], now=now)


class Settled(NamedTuple):
    """One part of what became of a deposit: its event and outcome, the amount in HK$, the decision and the posting."""

    deposit: Deposit
    event: str
    outcome: str
    amount: Decimal
    stored: Any
    booked: Transaction


def record_settlements(parts: Sequence[Settled], *, now: datetime) -> None:
    """Write what became of many deposits, with one statement."""
    DepositSettlement.objects.bulk_create(
        [
            DepositSettlement(
                charge_id=part.deposit.charge,
                event=part.event,
                outcome=part.outcome,
                amount=part.amount,
                decision=part.stored,
                transaction=part.booked,
                settled_at=now,
            )
            for part in parts
        ],
        batch_size=2000,
    )

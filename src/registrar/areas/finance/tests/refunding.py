"""What the tests of refunds share: money that was paid, accounts, and people of the Finance Office."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from tests import world

from registrar.areas.finance.actions.confirm_refund import confirm_refund
from registrar.areas.finance.actions.enter_bank_account import Particulars, enter_bank_account
from registrar.areas.finance.actions.grant_refund import grant_refund
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.chart import TUITION_UGC
from registrar.areas.finance.models import DebitNote, RaisedCharge, Refund, StudentBankAccount
from registrar.areas.finance.refunds import NewRefund
from registrar.areas.people.models import User
from registrar.rulebook import decide

from .books import NOW, bank_line, line, note

ACCOUNT = Particulars("024", "383", "123456789", "CHAN TAI MAN")
LONG_BEFORE = NOW - timedelta(days=30)
OTHER = Particulars("004", "002", "987654", "CHAN TAI MAN")


def paid(study: Any, amount: str = "21050.00", kind: str = "tuition") -> DebitNote:
    """Bill a student and let it be paid."""
    owed = note(study, line(amount, kind))
    assert record_payment(bank_line(owed), actor=None, now=NOW).accepted
    owed.refresh_from_db()
    return owed


def appealed(study: Any, reference: str = "A-17", papers: int = 2, *, pay: bool = True) -> RaisedCharge:
    """Charge the fee of an appeal under its reference, and let it be paid."""
    (raised,) = raise_charges([Cause("appeal", study.pk, reference, quantity=papers)], actor=None, now=NOW)
    assert raised.charge is not None
    if pay:
        assert record_payment(bank_line(raised.charge.debit_note), actor=None, now=NOW).accepted
    return raised.charge


def with_account(study: Any, particulars: Particulars = ACCOUNT, now: datetime = LONG_BEFORE) -> StudentBankAccount:
    """Put a bank account of the student on file; unless told otherwise long enough ago to have cooled off."""
    return enter_bank_account(particulars, actor=study.student, now=now)


def granted(study: Any, amount: str = "1405.00", cause: str = "fewer_credits:1", now: datetime = NOW) -> Refund:
    """Grant a refund of tuition."""
    facts = {"term": "2024/25-S1", "charged": "4215.00", "paid": "4215.00", "due": "2810.00"}
    decision = decide("finance.credit_overpayment", facts, as_of=NOW.date())
    new = NewRefund(
        study,
        Refund.Kind.FEWER_CREDITS,
        Decimal(amount),
        "polyu-2024-25:8A-17",
        decision,
        cause,
        TUITION_UGC,
        world.term().pk,
    )
    with transaction.atomic():
        answer = grant_refund(new, actor=None, now=now)
    assert answer.refund is not None
    return answer.refund


def proposer() -> Any:
    """Return the officer who proposes refunds; made once."""
    return User.objects.filter(username="fin008").first() or world.user("fin008", "finance")


def confirm(refund: Refund | None, now: datetime = NOW) -> None:
    """Let another officer confirm a proposed refund."""
    second = User.objects.filter(username="fin009").first() or world.user("fin009", "finance")
    assert refund is not None
    assert confirm_refund(refund.pk, actor=second, now=now) is None


def officers() -> tuple[Any, Any]:
    """Make two people of the Finance Office."""
    return world.user("fin001", "finance"), world.user("fin002", "finance")

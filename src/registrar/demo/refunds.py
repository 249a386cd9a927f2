"""Refunds of the demonstration: one paid, one due, one that waits for an account, one after a change of account."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from registrar.areas.finance.actions.enter_bank_account import Particulars, enter_bank_account
from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.refund_appeal_fee import refund_appeal_fee
from registrar.areas.finance.actions.release_batch import release_batch
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.causes import Cause

# The two digits of a named student's number -> what the story is about.
PAID, DUE, NO_ACCOUNT, CHANGED = 8, 5, 2, 4
PAPERS = 2


@transaction.atomic
def refund_some(term: str, opening: datetime) -> int:
    """Let four named students appeal against a result, one paper of two upheld; return how many refunds there are.

    Everything goes through the actions, so the books, notices and histories are those of a real day.
    """
    _check("DEFERRED")
    users = apps.get_model("people", "User").objects.in_bulk(["finance", "cashier"], field_name="username")
    row = apps.get_model("catalogue", "Term").objects.get(pk=term)
    told: dict[str, Any] = {"term": row, "now": opening - timedelta(days=20)}
    _appeal(PAID, account="024-383-612345678", **told)
    batch = prepare_batch(actor=users["finance"], now=opening - timedelta(days=18)).batch
    if batch is not None:
        release_batch(batch.pk, actor=users["cashier"], now=opening - timedelta(days=17))
    _appeal(DUE, account="004-002-987654", **told)
    _appeal(NO_ACCOUNT, account="", **told)
    _appeal(CHANGED, account="012-875-10234567", **told)
    if (changed := _study(CHANGED)) is not None:
        _enter(changed, "388-001-80012345", opening - timedelta(hours=20))
    _check("IMMEDIATE")
    return apps.get_model("finance", "Refund").objects.count()


def _check(when: str) -> None:
    """Say when the parts of documents are checked against each other: together at the end, or now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _study(number: int) -> Any:
    rows = apps.get_model("studies", "Study").objects.select_related("student__person")
    return rows.filter(student_number__regex=rf"^\d\d0000{number:02d}[A-Z]$").first()


def _appeal(number: int, *, account: str, term: Any, now: datetime) -> None:
    """Charge the fee of an appeal, let it be paid, put the account on file, and return the fee of the upheld paper."""
    study = _study(number)
    if study is None:
        return
    cause = Cause("appeal", study.pk, f"A-{number:03d}", quantity=PAPERS, term=term.pk)
    (raised,) = raise_charges([cause], actor=None, now=now)
    if raised.charge is None or raised.charge.debit_note is None:
        return
    note = raised.charge.debit_note
    paid = BankLine(f"DEMO{note.number}", note.number, "fps", note.amount, now + timedelta(hours=1))
    record_payment(paid, actor=None, now=now + timedelta(hours=1))
    if account:
        _enter(study, account, now - timedelta(days=5))  # long enough before to have cooled off
    refund_appeal_fee(raised.charge.pk, matter="subject_result", upheld=1, actor=None, now=now + timedelta(days=1))


def _enter(study: Any, account: str, now: datetime) -> None:
    bank, branch, number = account.split("-")
    holder = str(study.student.person)
    enter_bank_account(Particulars(bank, branch, number, holder), actor=study.student, now=now)

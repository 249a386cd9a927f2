"""What the tests of the books share: a note to pay, and what the books say."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from tests import world

from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.pricing import ChargeLine
from registrar.rulebook import decide

NOW = world.at("2024-08-20 10:00")
DEADLINE = date(2024, 8, 30)


def line(amount: str = "400.00", kind: str = "caution_money") -> ChargeLine:
    """Return a line of one piece at this price, resting on the caution money's decision."""
    decision = decide("finance.caution_money", {"first_registration": True}, as_of=NOW.date())
    return ChargeLine(kind, "once", Decimal(1), Decimal(amount), "polyu-2024-25:8I-03", decision)


def note(study: Any, *lines: ChargeLine, deadline: date = DEADLINE, now: datetime = NOW) -> DebitNote:
    """Issue a note to a student, with one line of caution money unless told otherwise."""
    new = NewNote(study, "ugc", lines or (line(),))
    with transaction.atomic():
        return issue_notes([new], term=world.term(), deadline=deadline, actor=None, now=now)[0]


def bank_line(owed: DebitNote, amount: str | None = None, **fields: Any) -> BankLine:
    """Return a bank line for a note: by FPS, exact and in time unless told otherwise."""
    given = {
        "reference": f"B{owed.number}",
        "number": owed.number,
        "channel": "fps",
        "amount": owed.amount if amount is None else Decimal(amount),
        "credited_at": NOW,
    }
    return BankLine(**(given | fields))


def balances() -> dict[str, Decimal]:
    """Return account code -> debits minus credits, by SQL of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.code, SUM(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END) "
            "FROM finance_entry e JOIN finance_account a ON a.id = e.account_id GROUP BY a.code ORDER BY a.code"
        )
        return {code: total for code, total in cursor.fetchall() if total}


def check_constraints_now() -> None:
    """Let the deferred triggers speak, as they would at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")

"""A student's account: every posting with the balance after it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from registrar.areas.finance.models import Entry
from registrar.kernel import Period


@dataclass(frozen=True)
class StatementLine:
    """One posting on a student's receivable, `of` being the kind of what it reverses or is itself.

    `clause` raised the charge or granted the refund, empty for payments; `balance` is what is owed after it, in HK$.
    """

    day: date
    kind: str
    of: str
    what: str
    number: str
    clause: str
    debit: Decimal | None
    credit: Decimal | None
    balance: Decimal


def statement(study_id: int) -> list[StatementLine]:
    """Return the lines of a student's account, oldest first; one query."""
    entries = (
        Entry.objects.filter(account__study_id=study_id)
        .select_related(
            "transaction__charge__debit_note",
            "transaction__payment__debit_note",
            "transaction__refund",
            "transaction__payout__refund",
            "transaction__reverses__charge__debit_note",
            "transaction__reverses__payment__debit_note",
            "transaction__reverses__refund",
            "transaction__reverses__payout__refund",
        )
        .order_by("transaction__posted_at", "transaction_id", "id")
    )
    lines, balance = [], Decimal("0.00")
    for entry in entries:
        debit = entry.side == Entry.Side.DEBIT
        balance += entry.amount if debit else -entry.amount
        what, number, clause = _about(entry.transaction)
        lines.append(
            StatementLine(
                day=entry.transaction.posted_on,
                kind=entry.transaction.kind,
                of=(entry.transaction.reverses or entry.transaction).kind,
                what=what,
                number=number,
                clause=clause,
                debit=entry.amount if debit else None,
                credit=None if debit else entry.amount,
                balance=balance,
            )
        )
    return lines


@dataclass(frozen=True)
class Statement:
    """A student's account over some days: what was owed before them, the postings, and what is owed after, in HK$."""

    period: Period
    opening: Decimal
    lines: list[StatementLine]
    closing: Decimal


def statement_of(lines: list[StatementLine], period: Period) -> Statement:
    """Return the part of a whole statement that was posted in the period, with the balances around it."""
    before = [line for line in lines if line.day < period.start]
    within = [line for line in lines if period.contains(line.day)]
    opening = before[-1].balance if before else Decimal("0.00")
    return Statement(period, opening, within, within[-1].balance if within else opening)


def balance_of(study_id: int) -> Decimal:
    """Return what a student owes by the books, in HK$; one query."""
    sides = Entry.objects.filter(account__study_id=study_id).order_by().values_list("side").annotate(Sum("amount"))
    totals = dict(sides)
    return Decimal(totals.get(Entry.Side.DEBIT, 0)) - Decimal(totals.get(Entry.Side.CREDIT, 0))


def _about(posted: Any) -> tuple[str, str, str]:
    """Return what a posting, or the one that it reverses, is about (kind or channel), its note's number, its clause."""
    source = posted.reverses or posted
    if charge := getattr(source, "charge", None):
        return charge.kind, charge.debit_note.number if charge.debit_note else "", charge.clause
    if payment := getattr(source, "payment", None):
        return payment.channel, payment.debit_note.number, ""
    if refund := getattr(source, "refund", None) or getattr(getattr(source, "payout", None), "refund", None):
        return refund.kind, "", refund.clause
    return "", "", ""

"""A student's statement as the pages show it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from registrar.areas.finance.queries.statement import Statement, StatementLine, statement, statement_of
from registrar.areas.finance.statement_words import statement_title
from registrar.areas.finance.web.period_forms import PeriodForm
from registrar.kernel import Money, Period


def statement_rows(lines: Iterable[StatementLine]) -> list[dict[str, Any]]:
    """Return the lines in words, amounts as Money."""
    return [
        {
            "day": line.day,
            "what": statement_title(line),
            "number": line.number,
            "clause": line.clause,
            "debit": Money(line.debit) if line.debit is not None else None,
            "credit": Money(line.credit) if line.credit is not None else None,
            "balance": Money(line.balance),
            "favour": _favour(line.balance),
        }
        for line in lines
    ]


def _favour(balance: Decimal) -> Money | None:
    """Return what the university owes the student by a balance; None where it owes nothing."""
    return Money(-balance) if balance < 0 else None


def asked_statement(study: int, form: PeriodForm, today: date) -> Statement | None:
    """Return the statement for the days asked for, all days up to today otherwise; None for days that make no sense.

    One query.
    """
    lines = statement(study)
    first = min((line.day for line in lines), default=today)
    period = form.days(Period(min(first, today), today))
    return statement_of(lines, period) if period else None


def statement_part(found: Statement | None, *, own: bool = False) -> dict[str, Any]:
    """Return what the table of a statement is made of; nothing where there is none. `own`: the student reads it."""
    if found is None:
        return {"lines": [], "period": None}
    return {
        "lines": statement_rows(found.lines),
        "period": found.period,
        "opening": Money(found.opening),
        "opening_favour": _favour(found.opening),
        "balance": Money(found.closing),
        "credit": _favour(found.closing),
        "own": own,
    }

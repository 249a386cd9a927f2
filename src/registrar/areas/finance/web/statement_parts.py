"""A statement's lines as the pages print them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.finance.queries.statement import StatementLine
from registrar.areas.finance.wording import channel_title, line_title, refund_title
from registrar.kernel import Money
from registrar.ui.words import in_reader_language


def statement_rows(lines: Iterable[StatementLine]) -> list[dict[str, Any]]:
    """Return the lines in words, amounts as Money."""
    return [
        {
            "day": line.day,
            "what": _what(line),
            "number": line.number,
            "debit": Money(line.debit) if line.debit is not None else None,
            "credit": Money(line.credit) if line.credit is not None else None,
            "balance": Money(line.balance),
        }
        for line in lines
    ]


def _what(line: StatementLine) -> str:
    if line.kind == "charge":
        return line_title(line.what)
    if line.of in ("refund", "payout"):
        return _refunded(line)
    if line.kind == "payment":
        return _("Payment: %(channel)s") % {"channel": in_reader_language(channel_title(line.what))}
    # A debit takes a payment back, a credit a charge.
    if line.debit is not None:
        return _("Payment taken back: %(channel)s") % {"channel": in_reader_language(channel_title(line.what))}
    return _("Charge cancelled: %(what)s") % {"what": line_title(line.what)}


def _refunded(line: StatementLine) -> str:
    """A refund granted or paid out, or one of them taken back."""
    what = {"what": refund_title(line.what)}
    if line.kind == "refund":
        return _("Refund granted: %(what)s") % what
    if line.kind == "payout":
        return _("Refund paid to the bank account: %(what)s") % what
    if line.of == "refund":
        return _("Refund cancelled: %(what)s") % what
    return _("Refund returned by the bank: %(what)s") % what

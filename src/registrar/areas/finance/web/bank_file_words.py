"""What the pages say of the bank's files and their lines."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.finance.models import BankFileLine
from registrar.areas.finance.queries.bank_files import LineCount
from registrar.kernel import Money
from registrar.ui.joining import labelled
from registrar.ui.parts import Tile
from registrar.ui.words import money, number

Out = BankFileLine.Outcome
LINE_COLOURS = {
    Out.ACCEPTED.value: "green",
    Out.HELD.value: "orange",
    Out.REJECTED.value: "red",
    Out.UNMATCHED.value: "orange",
    Out.TAKEN_BACK.value: "purple",
    Out.CONFLICT.value: "red",
    Out.UNREADABLE.value: "red",
}
TONES = {"green": "good", "orange": "warn", "red": "bad", "purple": "warn"}


def file_problem(key: str) -> str:
    """Return what is wrong with a file as a whole."""
    named = {
        "size": _("The file is larger than 8 MB."),
        "empty": _("The file has no lines."),
        "forbidden": _("The file has a document type or entities, which no bank sends. It was not read."),
        "not_xml": _("The name of the file ends in .xml, but it can't be read as XML. Ask the bank for it again."),
        "not_bank": _("The file is not a bank notification (camt.054)."),
        "version": _("This version of the bank notification is not known. Versions 2 to 13 of camt.054 are."),
        "no_edition": _("No verified edition of the handbook covers today, so the bank's codes are not known."),
        "breaks_off": _(
            "The file breaks off before its end. The lines before the break are kept; ask the bank for it again."
        ),
        "fewer": _("The file announces another number of entries than it has. Ask the bank before you apply it."),
    }
    return named.get(key, key)


def line_words(line: Any) -> str:
    """Return what becomes of a line, with the reason where it can't be read."""
    told = str(Out(line.told).label) if line.told else _("Not looked at yet")
    return labelled(told, line_problem(line.problem)) if line.problem else told


def line_problem(key: str) -> str:
    """Return why a line can't be read."""
    named = {
        "amount": _("the amount is missing or is no amount"),
        "account_currency": _("the amount is not in Hong Kong dollars"),
        "date": _("the day is missing or is no day"),
        "reference": _("it has no bank reference"),
        "long_reference": _("its bank reference is too long"),
        "breaks_off": _("it is cut off"),
        "channel": _("it names no channel"),
        "bill_type": _("its bill type is not ours"),
        "kind": _("it is neither a payment nor a reversal"),
        "side": _("it is neither credit nor debit"),
        "not_income": _("it is money that went out"),
        "not_booked": _("the bank has not booked it yet"),
    }
    return named.get(key, key)


def tiles_of(counts: Sequence[LineCount]) -> list[Tile]:
    """Return the outcomes of a file's lines as figures."""
    return [
        Tile(
            Out(one.outcome).label if one.outcome else _("Not looked at yet"),
            number(one.lines),
            money(Money(one.amount)) if one.amount else "",
            tone=TONES.get(LINE_COLOURS.get(one.outcome, ""), ""),
        )
        for one in counts
    ]

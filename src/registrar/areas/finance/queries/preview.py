"""What a billing run would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.bills import Bill, BillingSummary
from registrar.areas.finance.pricing import Billed, Priced, Pricer
from registrar.areas.finance.queries.billed import billed
from registrar.areas.finance.queries.billing_lines import line_name
from registrar.areas.platform.jobs import Progress

CHUNK = 2000
# Kinds of answer to one bill.
CHARGE, BILLED, REFUND, QUESTION, NOTHING = "charge", "billed", "refund", "question", "nothing"


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a run would do, JSON-ready.

    `summary` has the counts and amounts of the whole run, as BillingSummary names them, and in `groups` the notes and
    amounts by funding, level and residency. `studies` has, by study id, what would be charged, what would go back
    (HK$, as text), the kind of answer, and the lines that would be charged by their names.
    """

    summary: dict[str, Any]
    studies: dict[str, list[Any]]


def kind_of(answer: Priced) -> str:
    """Return the kind of an answer: charge, billed, refund, question or nothing."""
    if answer.question is not None:
        return QUESTION
    if answer.lines:
        return CHARGE
    if answer.refund:
        return REFUND
    return BILLED if answer.already else NOTHING


def preview(bills: Sequence[Bill], *, term: Any, now: datetime, progress: Progress | None = None) -> Previewed:
    """Return what raising the notes of these bills would do; nothing is written. Three queries a portion."""
    progress = progress or Progress()
    progress.expect(len(bills))
    pricer = Pricer(term, now)
    whole = BillingSummary()
    groups: dict[tuple[str, str, str], list[Any]] = {}
    studies: dict[str, list[Any]] = {}
    for start in range(0, len(bills), CHUNK):
        part = bills[start : start + CHUNK]
        known = billed([bill.study_id for bill in part], term.key)
        for bill in part:
            answer = pricer.price(bill, known.get(bill.study_id, Billed()))
            whole += answer.summary()
            lines = {line_name(line.kind, line.subject): str(line.amount) for line in answer.lines}
            studies[str(bill.study_id)] = [str(answer.amount), str(answer.refund), kind_of(answer), lines]
            group = groups.setdefault((bill.funding, bill.level, bill.residency), [0, Decimal("0.00"), 0])
            group[0] += bool(answer.lines)
            group[1] += answer.amount
            group[2] += answer.question is not None
        progress.advance(len(part))
    summary = {
        **whole.to_json(),
        "groups": [
            {"key": list(key), "notes": notes, "amount": str(amount), "undetermined": undetermined}
            for key, (notes, amount, undetermined) in sorted(groups.items())
        ],
    }
    return Previewed(summary, studies)

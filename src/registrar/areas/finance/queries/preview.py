"""What a billing run would do."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.bills import Bill, BillingSummary
from registrar.areas.finance.pricing import Billed, Pricer
from registrar.areas.finance.queries.billed import billed
from registrar.areas.platform.jobs import Progress

CHUNK = 2000


def preview(bills: Sequence[Bill], *, term: Any, now: datetime, progress: Progress | None = None) -> dict[str, Any]:
    """Return what raising the notes of these bills would do, JSON-ready; nothing is written.

    The counts and amounts of the whole run, as BillingSummary names them, and in `groups` the notes and amounts by
    funding, level and residency. Two queries a portion, however many students.
    """
    progress = progress or Progress()
    progress.expect(len(bills))
    pricer = Pricer(term, now)
    whole = BillingSummary()
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for start in range(0, len(bills), CHUNK):
        part = bills[start : start + CHUNK]
        known = billed([bill.study_id for bill in part], term.key)
        for bill in part:
            answer = pricer.price(bill, known.get(bill.study_id, Billed()))
            whole += answer.summary()
            group = groups.setdefault((bill.funding, bill.level, bill.residency), [0, Decimal("0.00"), 0])
            group[0] += bool(answer.lines)
            group[1] += answer.amount
            group[2] += answer.question is not None
        progress.advance(len(part))
    return {
        **whole.to_json(),
        "groups": [
            {"key": list(key), "notes": notes, "amount": str(amount), "undetermined": undetermined}
            for key, (notes, amount, undetermined) in sorted(groups.items())
        ],
    }

"""Booking refunds to the students' accounts."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.open_accounts import house_accounts, open_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.models import Refund, Transaction
from registrar.areas.finance.refunds import NewRefund


def book_refunds(refunds: Sequence[NewRefund | Refund], *, actor: Any, now: datetime) -> list[Transaction]:
    """Credit each student's account out of the refund's source; a fixed number of statements, the rows in order.

    Call it in a transaction, with the studies locked. A cause that was refunded, cancelled and granted anew is posted
    under a number of its own.
    """
    if not refunds:
        return []
    before = _cancelled_before(refunds)
    receivable = open_accounts({item.study.pk: item.study.student_number for item in refunds})
    house = house_accounts()
    return post(
        [
            Posting(
                "refund",
                f"refund:{item.reference}" + (f":{before[item.reference] + 1}" if before[item.reference] else ""),
                house[item.source],
                receivable[item.study.pk],
                item.amount,
            )
            for item in refunds
        ],
        actor=actor,
        now=now,
    )


def _cancelled_before(refunds: Sequence[NewRefund | Refund]) -> Counter[str]:
    rows = Refund.objects.filter(reference__in=[item.reference for item in refunds], state=Refund.State.CANCELLED)
    return Counter(rows.values_list("reference", flat=True))

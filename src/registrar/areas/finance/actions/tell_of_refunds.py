"""What students are told about money that comes back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from registrar.areas.finance.models import Refund
from registrar.areas.platform import notices
from registrar.kernel import Message, Money
from registrar.rulebook.messages import both


def tell_of_refunds(kind: str, refunds: Sequence[Refund], students: dict[int, int], *, now: datetime) -> None:
    """Tell each student of a refund: "finance.refund_granted", "finance.refund_paid", "finance.refund_returned", ...

    `students` maps the study to the student's account; two statements, however many refunds.
    """
    if not refunds:
        return
    people = get_user_model()._default_manager.in_bulk({students[refund.study_id] for refund in refunds})
    notices.send([_draft(kind, refund, people[students[refund.study_id]]) for refund in refunds], now=now)


def _draft(kind: str, refund: Refund, student: Any) -> notices.Draft:
    if kind == "finance.refund_granted" and refund.state == Refund.State.HELD:
        kind = "finance.refund_held"
    args = {"amount": Money(refund.amount)}
    return notices.Draft(
        recipient=student,
        kind=kind,
        subject=both(Message(f"{kind}.subject", args)),
        body=both(Message(f"{kind}.body", args)),
        link="/my/refunds/",
    )

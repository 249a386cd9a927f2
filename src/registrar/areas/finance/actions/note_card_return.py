"""Noting that a student identity card came back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.review_refunds import Reviewed, review_refunds
from registrar.areas.finance.models import DepositEvent


@transaction.atomic
def note_card_return(refund: int, returned_on: date, *, actor: Any, now: datetime) -> Reviewed:
    """Note the day on which the card came back, for caution money that waits for it (polyu-2018-19:3C-05).

    The rule says whether that was in time. A day noted once stays.
    """
    DepositEvent.objects.filter(refund_id=refund, card_returned_on=None).update(
        card_returned_on=returned_on, card_noted_by=actor
    )
    return review_refunds([refund], actor=actor, now=now)

"""A refund that the bank sends back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.reverse_transaction import reverse_transaction
from registrar.areas.finance.actions.tell_of_refunds import tell_of_refunds
from registrar.areas.finance.models import Refund, RefundLine
from registrar.areas.finance.queries.bank_accounts import account_on_file
from registrar.areas.finance.refunds import payout, standing
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message


@transaction.atomic
def mark_returned(refund_id: int, reason: str, *, actor: Any, now: datetime) -> Message | None:
    """Reverse the payout of a refund that the bank returned; it waits again until the student corrects the account.

    `reason` is the bank's, in its words. Return why nothing was done, where the refund is not paid: marking twice
    reverses once.
    """
    student = Refund.objects.values_list("study__student_id", flat=True).get(pk=refund_id)
    locked = locking.lock({"people.User": [student], "finance.Refund": [refund_id]})
    refund = locked["finance.Refund"][refund_id]
    if refund.state != Refund.State.PAID:
        return Message("finance.refund.not_paid")
    line = RefundLine.objects.select_related("transaction").get(refund=refund, dropped_at=None, returned_at=None)
    assert line.transaction is not None  # noqa: S101 (the database holds a paid line to its posting)
    reverse_transaction(line.transaction, actor=actor, now=now)
    RefundLine.objects.filter(pk=line.pk).update(returned_at=now, return_reason=reason)
    today = now.astimezone(HONG_KONG).date()
    decision = payout(account_on_file(student), returned_from=[line.bank_account_id], today=today)
    stands = standing(decision)
    Refund.objects.filter(pk=refund_id).update(**stands.fields())
    tell_of_refunds("finance.refund_returned", [refund], {refund.study_id: student}, now=now)
    return None

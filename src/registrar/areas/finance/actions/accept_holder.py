"""Accepting a bank account whose holder's name isn't the student's."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.review_refunds import WAITING, review_refunds
from registrar.areas.finance.models import Refund, StudentBankAccount
from registrar.areas.platform import locking
from registrar.kernel import Message


@transaction.atomic
def accept_holder(account_id: int, *, actor: Any, now: datetime) -> Message | None:
    """Accept the holder's name of the account on file, and look at the refunds that wait for it.

    `account_id` is the one that was looked at: one entered since has to be looked at itself. Return why nothing was
    done; accepting twice changes nothing. Raises StudentBankAccount.DoesNotExist.
    """
    student = StudentBankAccount.objects.values_list("student_id", flat=True).get(pk=account_id)
    locking.lock({"people.User": [student]})
    account = StudentBankAccount.objects.get(pk=account_id)
    if account.ended_at is not None or student == actor.pk:
        return Message("finance.refund.holder_not_accepted")
    if account.holder_differs and account.accepted_at is None:
        StudentBankAccount.objects.filter(pk=account_id).update(accepted_by=actor, accepted_at=now)
    waiting = Refund.objects.filter(study__student_id=student, state__in=WAITING)
    review_refunds(list(waiting.values_list("pk", flat=True)), actor=actor, now=now)
    return None

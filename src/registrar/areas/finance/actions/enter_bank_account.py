"""Entering the bank account to which refunds go."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.review_refunds import WAITING, review_refunds
from registrar.areas.finance.models import Refund, RefundLine, StudentBankAccount
from registrar.areas.finance.queries.bank_accounts import account_on_file
from registrar.areas.finance.refunds import payout, same_holder
from registrar.areas.platform import locking, notices
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message
from registrar.rulebook.messages import both


@dataclass(frozen=True)
class Particulars:
    """A Hong Kong bank account: three digits each for bank and branch, six to nine for the number, and the holder."""

    bank_code: str
    branch_code: str
    number: str
    holder_name: str


@transaction.atomic
def enter_bank_account(particulars: Particulars, *, actor: Any, now: datetime) -> StudentBankAccount:
    """Put the actor's own account on file in place of the one before, tell the student, and look at waiting refunds.

    Entering the same particulars again changes nothing, unless the bank returned a refund from them. Refunds to an
    account just entered, the first one or another, wait for the days of cooling off, those to a holder of another name
    for the Finance Office. The page has asked for the password once more.
    """
    locking.lock({"people.User": [actor.pk]})
    before = account_on_file(actor.pk)
    if before is not None and _same(before, particulars) and not _failed(before):
        return before
    if before is not None:
        StudentBankAccount.objects.filter(pk=before.pk).update(ended_at=now)
    account = StudentBankAccount.objects.create(
        student=actor,
        entered_by=actor,
        entered_at=now,
        holder_differs=not same_holder(particulars.holder_name, actor.person),
        replaced=StudentBankAccount.objects.filter(student=actor).exists(),
        **asdict(particulars),
    )
    _tell(account, now)
    waiting = Refund.objects.filter(study__student=actor, state__in=WAITING)
    review_refunds(list(waiting.values_list("pk", flat=True)), actor=actor, now=now)
    return account


def _same(account: StudentBankAccount, particulars: Particulars) -> bool:
    return all(getattr(account, name) == value for name, value in asdict(particulars).items())


def _failed(account: StudentBankAccount) -> bool:
    return RefundLine.objects.filter(bank_account=account, returned_at__isnull=False).exists()


def _tell(account: StudentBankAccount, now: datetime) -> None:
    today = now.astimezone(HONG_KONG).date()
    from_ = payout(account, today=today).result.get("payable_from", today)
    args = {"account": account.masked, "from": from_}
    notices.send(
        [
            notices.Draft(
                recipient=account.student,
                kind="finance.account_entered",
                subject=both(Message("finance.account_entered.subject")),
                body=both(Message("finance.account_entered.body", args)),
                link="/my/refunds/",
            )
        ],
        now=now,
    )

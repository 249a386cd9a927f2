"""Releasing a batch: the second pair of eyes, the postings and the file for the bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Value, When

from registrar.areas.finance.actions.cancel_batch import drop_lines
from registrar.areas.finance.actions.open_accounts import house_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.tell_of_refunds import tell_of_refunds
from registrar.areas.finance.chart import BANK
from registrar.areas.finance.models import Account, Refund, RefundBatch, RefundLine
from registrar.areas.finance.pain001 import Debtor, Payment, credit_transfer_file
from registrar.areas.finance.queries.bank_accounts import accounts_on_file, returned_from
from registrar.areas.finance.refunds import payout
from registrar.areas.platform import files, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message
from registrar.rulebook import load_rulebook


@dataclass(frozen=True)
class Released:
    """The batch as it is now, how many lines were dropped, and why nothing was released where nothing was."""

    batch: RefundBatch
    dropped: int = 0
    refused: Message | None = None


@transaction.atomic
def release_batch(batch_id: int, *, actor: Any, now: datetime) -> Released:
    """Pay the refunds of a batch out of the bank's account and make the file for the bank.

    Whoever prepared it may not release it; the database says so too. A refund whose bank account was changed since,
    or may not be paid today, is dropped and waits for the next batch. Releasing twice does nothing more.
    """
    students = dict(
        RefundLine.objects.filter(batch_id=batch_id, dropped_at=None).values_list(
            "refund_id", "refund__study__student_id"
        )
    )
    locked = locking.lock(
        {"people.User": set(students.values()), "finance.RefundBatch": [batch_id], "finance.Refund": list(students)}
    )
    batch = locked["finance.RefundBatch"][batch_id]
    if batch.state != RefundBatch.State.PREPARED:
        return Released(batch, refused=Message("finance.refund_batch.over"))
    if batch.prepared_by_id == actor.pk:
        return Released(batch, refused=Message("finance.refund_batch.own"))
    lines = list(
        RefundLine.objects.filter(batch=batch, dropped_at=None).select_related("refund__study", "bank_account")
    )
    kept = _payable(lines, students, now)
    dropped = [line for line in lines if line not in kept]
    drop_lines(dropped, now=now)
    if not kept:
        RefundBatch.objects.filter(pk=batch.pk).update(state=RefundBatch.State.CANCELLED)
        batch.refresh_from_db()
        return Released(batch, len(dropped), Message("finance.refund_batch.all_dropped"))
    _pay(kept, actor, now)
    _close(batch, kept, actor, now)
    return Released(batch, len(dropped))


def _payable(lines: Sequence[RefundLine], students: dict[int, int], now: datetime) -> list[RefundLine]:
    """Return the lines whose account is still the one on file, and which the rule of payout still lets go."""
    accounts, returned = accounts_on_file(students.values()), returned_from(list(students))
    today = now.astimezone(HONG_KONG).date()
    kept = []
    for line in lines:
        account = accounts.get(students[line.refund_id])
        decision = payout(account, returned_from=returned.get(line.refund_id, ()), today=today)
        if account is not None and account.pk == line.bank_account_id and decision.allowed:
            kept.append(line)
    return kept


def _pay(lines: Sequence[RefundLine], actor: Any, now: datetime) -> None:
    """Post each payout (the student's account against the bank) and mark lines and refunds."""
    studies = {line.refund.study_id for line in lines}
    receivable = dict(Account.objects.filter(study_id__in=studies).values_list("study_id", "pk"))
    bank = house_accounts()[BANK]
    booked = post(
        [
            Posting("payout", f"payout:{line.end_to_end_id}", receivable[line.refund.study_id], bank, line.amount)
            for line in lines
        ],
        actor=actor,
        now=now,
    )
    pairs = [When(pk=line.pk, then=Value(row.pk)) for line, row in zip(lines, booked, strict=True)]
    for start in range(0, len(pairs), 1000):
        part = pairs[start : start + 1000]
        keys = [line.pk for line in lines[start : start + 1000]]
        RefundLine.objects.filter(pk__in=keys).update(transaction=Case(*part))
    Refund.objects.filter(pk__in=[line.refund_id for line in lines]).update(state=Refund.State.PAID)
    tell_of_refunds(
        "finance.refund_paid",
        [line.refund for line in lines],
        {line.refund.study_id: line.refund.study.student_id for line in lines},
        now=now,
    )


def _close(batch: RefundBatch, lines: Sequence[RefundLine], actor: Any, now: datetime) -> None:
    """Make the file and mark the batch released."""
    content = credit_transfer_file(
        batch.number,
        _debtor(),
        [
            Payment(
                end_to_end_id=line.end_to_end_id,
                amount=line.amount,
                name=line.bank_account.holder_name,
                bank_code=line.bank_account.bank_code,
                account=line.bank_account.branch_code + line.bank_account.number,
                about=f"Refund {line.refund.study.student_number}",
            )
            for line in lines
        ],
        now.astimezone(HONG_KONG),
    )
    file = files.keep(content, name=f"{batch.number}.xml", content_type="application/xml", owner=actor, now=now)
    RefundBatch.objects.filter(pk=batch.pk).update(
        state=RefundBatch.State.RELEASED,
        released_by=actor,
        released_at=now,
        lines_count=len(lines),
        amount=sum(line.amount for line in lines),
        file=file,
        file_sha256=file.sha256,
    )
    batch.refresh_from_db()


def _debtor() -> Debtor:
    """Return the University's own account, as the latest edition's parameter has it."""
    value = load_rulebook().university(settings.UNIVERSITY).parameters["finance.refund_debtor"].uses[-1].value
    return Debtor(value["name"], value["bank_code"], value["branch_code"] + value["number"])

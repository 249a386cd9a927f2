"""Preparing a batch of refunds for the bank."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.review_refunds import held_refunds, review_refunds, write_standings
from registrar.areas.finance.models import Refund, RefundBatch, RefundLine, StudentBankAccount
from registrar.areas.finance.queries.bank_accounts import accounts_on_file, returned_from
from registrar.areas.finance.refunds import Standing, payout, standing
from registrar.areas.platform import documents, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message

SEQUENCE = "finance.refund_batch"


@dataclass(frozen=True)
class Prepared:
    """The batch, or why there is none."""

    batch: RefundBatch | None = None
    refused: Message | None = None


def prepare_batch(*, actor: Any, now: datetime) -> Prepared:
    """Put every refund that may be paid today into a numbered batch, which somebody else releases.

    Refunds that wait are looked at first. Each is asked again under its lock, so two batches prepared at once never
    share one. A fixed number of statements.
    """
    review_refunds(held_refunds(), actor=actor, now=now)
    with transaction.atomic():
        return _prepare(actor, now)


def _prepare(actor: Any, now: datetime) -> Prepared:
    due = dict(Refund.objects.filter(state=Refund.State.DUE).values_list("pk", "study__student_id"))
    locked = locking.lock({"people.User": set(due.values()), "finance.Refund": list(due)})
    rows = [row for row in locked["finance.Refund"].values() if row.state == Refund.State.DUE]
    accounts, returned = accounts_on_file(due.values()), returned_from([row.pk for row in rows])
    today = now.astimezone(HONG_KONG).date()
    taken: list[tuple[Refund, StudentBankAccount]] = []
    changes: dict[Standing, list[int]] = {}
    for row in rows:
        account = accounts.get(due[row.pk])
        decision = payout(account, returned_from=returned.get(row.pk, ()), today=today)
        if decision.allowed and account is not None:
            taken.append((row, account))
        else:
            changes.setdefault(standing(decision), []).append(row.pk)
    write_standings(changes.items())
    if not taken:
        return Prepared(refused=Message("finance.refund_batch.empty"))
    return Prepared(_write(taken, actor, now))


def _write(taken: list[tuple[Refund, StudentBankAccount]], actor: Any, now: datetime) -> RefundBatch:
    Refund.objects.filter(pk__in=[row.pk for row, _ in taken]).update(state=Refund.State.IN_BATCH)
    batch = RefundBatch.objects.create(
        number=f"RB{documents.draw(SEQUENCE)[0]:06d}",
        prepared_by=actor,
        prepared_at=now,
        lines_count=len(taken),
        amount=sum(row.amount for row, _ in taken),
    )
    RefundLine.objects.bulk_create(
        [
            RefundLine(
                batch=batch,
                refund=row,
                bank_account=account,
                amount=row.amount,
                end_to_end_id=f"{batch.number}-{place:06d}",
            )
            for place, (row, account) in enumerate(taken, start=1)
        ],
        batch_size=2000,
    )
    return batch

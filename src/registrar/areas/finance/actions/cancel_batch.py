"""Cancelling a batch that was not released, and dropping refunds from one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.review_refunds import write_standings
from registrar.areas.finance.models import RefundBatch, RefundLine
from registrar.areas.finance.queries.bank_accounts import accounts_on_file, returned_from
from registrar.areas.finance.refunds import Standing, payout, standing
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message


@transaction.atomic
def cancel_batch(batch_id: int, *, actor: Any, now: datetime) -> Message | None:
    """Take a prepared batch apart: its refunds wait for the next one. Return why nothing was done, where it was not.

    Cancelling twice does nothing more; a released batch is with the bank and stays.
    """
    rows = RefundLine.objects.filter(batch_id=batch_id, dropped_at=None).values_list(
        "refund_id", "refund__study__student_id"
    )
    students = dict(rows)
    locked = locking.lock(
        {"people.User": set(students.values()), "finance.RefundBatch": [batch_id], "finance.Refund": list(students)}
    )
    if locked["finance.RefundBatch"][batch_id].state != RefundBatch.State.PREPARED:
        return Message("finance.refund_batch.over")
    lines = RefundLine.objects.filter(batch_id=batch_id, dropped_at=None).select_related("refund__study")
    drop_lines(list(lines), now=now)
    RefundBatch.objects.filter(pk=batch_id).update(state=RefundBatch.State.CANCELLED)
    return None


def drop_lines(lines: Sequence[RefundLine], *, now: datetime) -> None:
    """Take lines out of their batch before it is released; each refund is due or held again, by the rule of payout.

    Call it with the students, the batch and the refunds locked; a fixed number of statements.
    """
    if not lines:
        return
    accounts = accounts_on_file([line.refund.study.student_id for line in lines])
    returned = returned_from([line.refund_id for line in lines])
    today = now.astimezone(HONG_KONG).date()
    changes: dict[Standing, list[int]] = {}
    for line in lines:
        account = accounts.get(line.refund.study.student_id)
        decision = payout(account, returned_from=returned.get(line.refund_id, ()), today=today)
        changes.setdefault(standing(decision), []).append(line.refund_id)
    RefundLine.objects.filter(pk__in=[line.pk for line in lines]).update(dropped_at=now)
    write_standings(changes.items())

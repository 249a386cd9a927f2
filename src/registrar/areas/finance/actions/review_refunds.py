"""Looking again at refunds that wait: freed when an account was entered or debts are cleared, held when not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.book_deposit_refund import book_deposit_refund
from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.bank_accounts import accounts_on_file, returned_from
from registrar.areas.finance.refunds import Standing, payout, standing
from registrar.areas.platform import locking
from registrar.areas.platform.clock import HONG_KONG

WAITING = (Refund.State.HELD, Refund.State.DUE)


@dataclass(frozen=True)
class Reviewed:
    """How many refunds were freed, and how many are held now that were due."""

    freed: int = 0
    held: int = 0


def held_refunds() -> list[int]:
    """Return the refunds that are held, for the job that reviews them."""
    return list(Refund.objects.filter(state=Refund.State.HELD).values_list("pk", flat=True))


@transaction.atomic
def review_refunds(refunds: Collection[int], *, actor: Any, now: datetime) -> Reviewed:
    """Ask the rule of payout again for refunds that wait, and write what changed; refunds on their way are left alone.

    A refund of caution money that waits for debts or for the student card asks the rule of the deposit first, and is
    booked once nothing is in the way. Doing it twice changes nothing.
    """
    rows = Refund.objects.filter(pk__in=set(refunds)).select_related("study")
    students = {row.pk: row.study.student_id for row in rows}
    locked = locking.lock(
        {
            "people.User": set(students.values()),
            "studies.Study": {row.study_id for row in rows if row.transaction_id is None},
            "finance.Refund": list(students),
        }
    )
    waiting = [row for row in locked["finance.Refund"].values() if row.state in WAITING]
    for row in waiting:
        if row.transaction_id is None:
            book_deposit_refund(row, actor=actor, now=now)
    booked = [row for row in waiting if row.transaction_id is not None and row.state in WAITING]
    return _rewrite(booked, students, now)


def _rewrite(booked: list[Refund], students: dict[int, int], now: datetime) -> Reviewed:
    accounts, returned = accounts_on_file(students.values()), returned_from([row.pk for row in booked])
    today = now.astimezone(HONG_KONG).date()
    changes: dict[Standing, list[int]] = {}
    freed = held = 0
    for row in booked:
        decision = payout(accounts.get(students[row.pk]), returned_from=returned.get(row.pk, ()), today=today)
        new, old = standing(decision), Standing(row.state, row.held_for, row.payable_from)
        if new != old:
            changes.setdefault(new, []).append(row.pk)
            freed += new.state == Refund.State.DUE
            held += old.state == Refund.State.DUE
    write_standings(changes.items())
    return Reviewed(freed, held)


def write_standings(changes: Iterable[tuple[Standing, list[int]]]) -> None:
    """Write where refunds stand: one statement for each different standing."""
    for new, keys in changes:
        Refund.objects.filter(pk__in=keys).update(**new.fields())

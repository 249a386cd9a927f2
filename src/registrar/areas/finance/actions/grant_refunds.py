"""Granting refunds: decisions, postings and refunds written together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.open_accounts import house_accounts, open_accounts
from registrar.areas.finance.actions.post import Posting, post
from registrar.areas.finance.actions.tell_of_refunds import tell_of_refunds
from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.bank_accounts import accounts_on_file
from registrar.areas.finance.refunds import NewRefund, payout, standing
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG


def grant_refunds(new: Sequence[NewRefund], *, actor: Any, now: datetime, notify: bool = True) -> list[Refund]:
    """Grant the refunds with a fixed number of statements; call it in a transaction, with the studies locked.

    Each stores its decision and credits the student's account out of its source. Those whose cause was refunded
    before are left out. A refund is due where it may be paid to the account on file, else held with the reason.
    """
    if not (fresh := _not_granted(new)):
        return []
    stored = decisions.store_many(((f"study:{item.study.pk}", item.decision) for item in fresh), actor=actor, now=now)
    # A cause that was refunded, cancelled and granted anew is posted under a number of its own.
    again = _cancelled_before(fresh)
    receivable = open_accounts({item.study.pk: item.study.student_number for item in fresh})
    house = house_accounts()
    booked = post(
        [
            Posting(
                "refund",
                f"refund:{item.reference}" + (f":{again[item.reference] + 1}" if item.reference in again else ""),
                house[item.source],
                receivable[item.study.pk],
                item.amount,
            )
            for item in fresh
        ],
        actor=actor,
        now=now,
    )
    accounts = accounts_on_file([item.study.student_id for item in fresh])
    today = now.astimezone(HONG_KONG).date()
    rows = Refund.objects.bulk_create(
        [
            Refund(
                study_id=item.study.pk,
                term_id=item.term,
                charge_id=item.charge,
                kind=item.kind,
                amount=item.amount,
                clause=item.clause,
                reference=item.reference,
                source=item.source,
                decision=decision,
                transaction=posted,
                granted_at=now,
                granted_by=actor,
                **standing(payout(accounts.get(item.study.student_id), today=today)).fields(),
            )
            for item, decision, posted in zip(fresh, stored, booked, strict=True)
        ],
        batch_size=2000,
    )
    if notify:
        students = {item.study.pk: item.study.student_id for item in fresh}
        tell_of_refunds("finance.refund_granted", rows, students, now=now)
    return rows


def _not_granted(new: Sequence[NewRefund]) -> list[NewRefund]:
    live = Refund.objects.filter(reference__in=[item.reference for item in new]).exclude(state=Refund.State.CANCELLED)
    known = set(live.values_list("reference", flat=True))
    fresh = {item.reference: item for item in new if item.reference not in known and item.amount > 0}
    return list(fresh.values())


def _cancelled_before(fresh: Sequence[NewRefund]) -> dict[str, int]:
    counts: dict[str, int] = {}
    rows = Refund.objects.filter(reference__in=[item.reference for item in fresh])
    for reference in rows.values_list("reference", flat=True):
        counts[reference] = counts.get(reference, 0) + 1
    return counts

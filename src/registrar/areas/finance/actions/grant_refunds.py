"""Granting refunds: decisions, postings and refunds written together."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from registrar.areas.finance.actions.book_refunds import book_refunds
from registrar.areas.finance.actions.tell_of_refunds import tell_of_refunds
from registrar.areas.finance.models import Refund
from registrar.areas.finance.queries.bank_accounts import accounts_on_file
from registrar.areas.finance.refunds import NewRefund, Standing, payout, standing
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG


def grant_refunds(new: Sequence[NewRefund], *, actor: Any, now: datetime, notify: bool = True) -> list[Refund]:
    """Grant the refunds with a fixed number of statements; call it in a transaction, with the studies locked.

    Each stores its decision and credits the student's account out of its source. Those whose cause was refunded
    before are left out. A refund is due where it may be paid to the account on file, else held with the reason; one
    that rests on an officer's word is only proposed, and confirm_refund credits it.
    """
    if not (fresh := _not_granted(new)):
        return []
    stored = decisions.store_many(((f"study:{item.study.pk}", item.decision) for item in fresh), actor=actor, now=now)
    alone = [item for item in fresh if not item.two_persons]
    booked = dict(zip((item.reference for item in alone), book_refunds(alone, actor=actor, now=now), strict=True))
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
                transaction=booked.get(item.reference),
                granted_at=now,
                granted_by=actor,
                two_persons=item.two_persons,
                **_stands(item, accounts.get(item.study.student_id), today),
            )
            for item, decision in zip(fresh, stored, strict=True)
        ],
        batch_size=2000,
    )
    if notify:
        students = {item.study.pk: item.study.student_id for item in fresh}
        told = [row for row in rows if row.state != Refund.State.PROPOSED]
        tell_of_refunds("finance.refund_granted", told, students, now=now)
    return rows


def _stands(item: NewRefund, account: Any, today: date) -> dict[str, Any]:
    if item.two_persons:
        return Standing(Refund.State.PROPOSED).fields()
    return standing(payout(account, today=today)).fields()


def _not_granted(new: Sequence[NewRefund]) -> list[NewRefund]:
    live = Refund.objects.filter(reference__in=[item.reference for item in new]).exclude(state=Refund.State.CANCELLED)
    known = set(live.values_list("reference", flat=True))
    fresh = {item.reference: item for item in new if item.reference not in known and item.amount > 0}
    return list(fresh.values())

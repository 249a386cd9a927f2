"""Applications for reinstatement that hang on their fee: unpaid ones are closed, approved and paid ones carried out."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.registration.actions.decide_reinstatement import locked, restore
from registrar.areas.registration.actions.judge_reinstatement import judge_reinstatement
from registrar.areas.registration.actions.take_back_reinstatement import close_unpaid
from registrar.areas.registration.actions.tell_reinstatement import tell_reinstatement
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import fee_paid, reinstatements_to_follow

State = Reinstatement.State


def follow_reinstatements(*, now: datetime) -> int:
    """Close what was not paid for by its deadline, carry out what was approved and is paid for; return how many.

    Before processing, the deadline is the last day for applying (polyu-2024-25:5H-03, 5H-04); after an approval, that
    of the fee's note (polyu-2018-19:3W-03). Each in its own transaction; run twice it does nothing twice.
    """
    return sum(_follow(key, now) for key in reinstatements_to_follow())


@transaction.atomic
def _follow(key: int, now: datetime) -> bool:
    row, lost = locked(key)
    if row.state not in Reinstatement.LIVE:
        return False
    if not fee_paid(row):
        closed = close_unpaid(key, State.LAPSED, actor=None, now=now)
        if closed is not None:
            tell_reinstatement(closed, now=now)
        return closed is not None
    decision = judge_reinstatement(row, now, "approved")
    if row.state != State.APPROVED or not decision.result["reinstated"]:
        return False
    row.decision = decisions.store(decision, subject=f"study:{row.study_id}", actor=None, now=now)
    restore(row, lost, actor=row.decided_by, now=now)
    return True

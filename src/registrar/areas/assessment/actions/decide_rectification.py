"""A second person confirms or declines the change of a final result."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.change_notices import change_notice
from registrar.areas.assessment.changes import change_of, decided, stands
from registrar.areas.assessment.models import Rectification
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import lock
from registrar.areas.platform.notices import send
from registrar.areas.studies.actions.change_result import Grounds, NewSay, change_result
from registrar.areas.studies.queries.result_changes import result_by_key

Answer = Literal["confirmed", "declined", "own_proposal", "not_open", "moved", "refused"]


@transaction.atomic
def decide_rectification(key: int, *, accept: bool, actor: Any, now: datetime) -> Answer:
    """Carry a proposed change out, or decline it (polyu-2024-25:6I-01, 11B-15).

    Nobody confirms what they proposed. A result that has changed since (`moved`) is left alone. Confirmed, the result
    says the new grade, the decision and both grades stay on record for ever, and the student is told where the result
    was out; averages that rest on it are computed from the record whenever they are asked for, and a board run made
    before is found by `rectified_since`. Run twice, the second time changes nothing.
    """
    study = Rectification.objects.values_list("result__study", flat=True).get(pk=key)
    lock({"studies.Study": [study]})
    row = Rectification.objects.get(pk=key)
    if row.state != Rectification.State.PROPOSED:
        return "not_open"
    if not accept:
        _close(row, Rectification.State.DECLINED, actor, now)
        return "declined"
    result, change = result_by_key(row.result_id), change_of(row)
    if result.grade != row.old_grade:
        return "moved"
    decision = decided(result, change, second_person=row.proposed_by_id != actor.pk, today=now.date())
    row.decision = store(decision, subject=f"study:{study}", actor=actor, now=now)
    if row.proposed_by_id == actor.pk:
        return "own_proposal"
    if not stands(decision, change):
        return "refused"
    points = decision.result["points"]
    change_result(
        result,
        NewSay(
            row.new_grade,
            None if points is None else Decimal(points),
            bool(decision.result["failed"]),
            int(decision.result["credits_earned"]),
        ),
        Grounds(row.kind, row.authority, row.reference, row.reason, row.proposed_by, actor, row.decision.pk),
        now=now,
    )
    _close(row, Rectification.State.CONFIRMED, actor, now)
    if result.released_on <= now.date():
        send([change_notice(result, row)], now=now)
    return "confirmed"


def _close(row: Rectification, state: str, actor: Any, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, actor, now
    row.save(update_fields=["state", "decided_by", "decided_at", "decision"])

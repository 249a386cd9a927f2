"""A change of a final result is proposed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.changes import Change, decided, stands
from registrar.areas.assessment.models import Rectification
from registrar.areas.platform.locking import lock
from registrar.areas.studies.queries.result_changes import result_by_key
from registrar.kernel.decision import Decision


@dataclass(frozen=True)
class Proposed:
    """The decision on the change, and the proposal where it may go on; `open`: there is an open one already."""

    decision: Decision | None
    row: Rectification | None = None
    open: bool = False


@transaction.atomic
def propose_rectification(result_id: int, change: Change, *, actor: Any, now: datetime) -> Proposed:
    """Put a rectification or disqualification forward; nothing changes until a second person confirms it.

    Refused where authority or reason is missing or the grade is on no scale (`assessment.rectification`), or where the
    decision on an offence doesn't name what becomes of the grade (`assessment.disqualification`).
    """
    result = result_by_key(result_id)
    lock({"studies.Study": [result.study_id]})
    if Rectification.objects.filter(result=result, state=Rectification.State.PROPOSED).exists():
        return Proposed(None, open=True)
    decision = decided(result, change, second_person=None, today=now.date())
    if not stands(decision, change):
        return Proposed(decision)
    row = Rectification.objects.create(
        result=result,
        kind=change.kind,
        authority=change.authority,
        reference=change.reference,
        reason=change.reason,
        old_grade=result.grade,
        new_grade=decision.result.get("grade", change.new_grade),
        treatment=change.treatment,
        proposed_by=actor,
        proposed_at=now,
    )
    return Proposed(decision, row)

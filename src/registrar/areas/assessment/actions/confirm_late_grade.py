"""The panel settles the grade of a pending result."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.change_notices import late_notice
from registrar.areas.assessment.late import late_decision
from registrar.areas.assessment.models import LateAssessment
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import lock
from registrar.areas.platform.notices import send
from registrar.areas.studies.actions.record_results import NewResult, record_results

Answer = Literal["final", "own_grade", "not_graded", "done", "refused"]


@transaction.atomic
def confirm_late_grade(entry_id: int, *, actor: Any, now: datetime) -> Answer:
    """Put the grade of a late assessment on record, in the attempt that was pending (polyu-2024-25:6H-03).

    No retake is counted and no cap applied. It comes out at once, or on the release day where that is still to come;
    the student is told when it is out. Nobody confirms a grade that they entered. Run twice, nothing changes.
    """
    rows = LateAssessment.objects.select_related(
        "entry__sheet__offering__subject", "entry__sheet__offering__term", "entry__registration"
    )
    row = rows.filter(entry=entry_id).first()
    if row is None:
        return "not_graded"
    lock({"studies.Study": [row.entry.registration.study_id], "assessment.GradeSheet": [row.entry.sheet_id]})
    row = rows.get(pk=row.pk)
    if row.confirmed_at is not None:
        return "done"
    if not row.grade:
        return "not_graded"
    if actor is not None and row.graded_by_id == actor.pk:
        return "own_grade"
    decision = late_decision(row.entry, row.grade, permitted=row.permitted, today=now.date())
    if not decision.allowed:
        return "refused"
    _record(row, decision, actor, now)
    return "final"


def _record(row: LateAssessment, decision: Any, actor: Any, now: datetime) -> None:
    entry, registration = row.entry, row.entry.registration
    offering = entry.sheet.offering
    points = decision.result["points"]
    new = NewResult(
        registration.study_id,
        registration.category,
        row.grade,
        None if points is None else Decimal(points),
        bool(decision.result["failed"]),
        int(decision.result["credits_earned"]),
    )
    released = max(entry.sheet.releases_on or now.date(), now.date())
    (result,) = record_results(offering.subject, offering.term, [new], released_on=released)
    row.decision = store(decision, subject=f"study:{registration.study_id}", actor=actor, now=now)
    row.confirmed_by, row.confirmed_at = actor, now
    row.save(update_fields=["decision", "confirmed_by", "confirmed_at"])
    entry.grade, entry.entered_by, entry.entered_at = row.grade, row.graded_by, row.graded_at
    entry.save(update_fields=["grade", "entered_by", "entered_at"])
    # Before the release day the notice of all results tells of this one as well.
    if released <= now.date() and entry.sheet.announced_at is not None:
        send([late_notice(result, row.decision)], now=now)

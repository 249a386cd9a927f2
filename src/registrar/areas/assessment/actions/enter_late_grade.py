"""The teacher or the department enters the grade of a pending result."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.late import late_decision
from registrar.areas.assessment.models import LateAssessment
from registrar.areas.platform.locking import lock
from registrar.kernel.decision import Decision


@transaction.atomic
def enter_late_grade(entry_id: int, grade: str, *, actor: Any, now: datetime) -> Decision | None:
    """Keep the grade for the panel's confirmation; a refused one (`assessment.late_grade`) changes nothing.

    None where nothing was arranged or the grade is on record already. Until it is confirmed it may be entered anew.
    """
    row = _locked(entry_id)
    if row is None or row.confirmed_at is not None:
        return None
    decision = late_decision(row.entry, grade.strip().upper(), permitted=row.permitted, today=now.date())
    if decision.allowed:
        row.grade, row.graded_by, row.graded_at = grade.strip().upper(), actor, now
        row.save(update_fields=["grade", "graded_by", "graded_at"])
    return decision


def _locked(entry_id: int) -> LateAssessment | None:
    rows = LateAssessment.objects.select_related("entry__sheet__offering__subject", "entry__registration")
    row = rows.filter(entry=entry_id).first()
    if row is None:
        return None
    lock({"assessment.GradeSheet": [row.entry.sheet_id]})
    return rows.get(pk=row.pk)

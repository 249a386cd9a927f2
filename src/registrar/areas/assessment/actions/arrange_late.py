"""A department notes what a pending result waits for."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import GradeEntry, LateAssessment
from registrar.areas.platform.locking import lock


@transaction.atomic
def arrange_late(
    entry_id: int, *, permitted: bool, method: str, due_on: date, actor: Any, now: datetime
) -> LateAssessment | None:
    """Note whether a late assessment was permitted, how it is held and by when the grade is expected.

    None where the line isn't pending any more, or its grade waits for confirmation already.
    """
    sheet = GradeEntry.objects.values_list("sheet", flat=True).get(pk=entry_id)
    lock({"assessment.GradeSheet": [sheet]})
    entry = GradeEntry.objects.get(pk=entry_id)
    if entry.grade != PENDING or LateAssessment.objects.filter(entry=entry).exclude(grade="").exists():
        return None
    row, _made = LateAssessment.objects.update_or_create(
        entry=entry,
        defaults={
            "permitted": permitted,
            "method": method.strip(),
            "due_on": due_on,
            "noted_by": actor,
            "noted_at": now,
        },
    )
    return row

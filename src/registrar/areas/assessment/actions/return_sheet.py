"""The panel gives a sheet back to the teacher."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import GradeSheet, Moderation
from registrar.areas.platform.locking import lock


@transaction.atomic
def return_sheet(sheet_id: int, *, note: str, actor: Any, now: datetime) -> bool:
    """Open a sheet that is with the panel again; False without a reason, or when it isn't with the panel."""
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    if sheet.stage not in (GradeSheet.Stage.SUBMITTED, GradeSheet.Stage.REVIEWED) or not note.strip():
        return False
    sheet.stage, sheet.note = GradeSheet.Stage.OPEN, note
    sheet.reviewed_by, sheet.reviewed_at = None, None
    sheet.save(update_fields=["stage", "note", "reviewed_by", "reviewed_at"])
    Moderation.objects.create(sheet=sheet, kind=Moderation.Kind.RETURNED, reason=note.strip(), by=actor, at=now)
    return True

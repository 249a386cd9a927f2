"""The panel gives a sheet back to the teacher."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.platform.locking import lock


@transaction.atomic
def return_sheet(sheet_id: int, *, note: str, actor: Any, now: datetime) -> bool:
    """Open a submitted sheet again, with the panel's note; False when it isn't with the panel."""
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    if sheet.stage != GradeSheet.Stage.SUBMITTED:
        return False
    sheet.stage, sheet.note = GradeSheet.Stage.OPEN, note
    sheet.save(update_fields=["stage", "note"])
    return True

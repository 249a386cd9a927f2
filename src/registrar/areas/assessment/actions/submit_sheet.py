"""The teacher hands a sheet to the panel."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.unexplained import unexplained
from registrar.areas.platform.locking import lock

Answer = Literal["submitted", "incomplete", "unexplained", "not_open"]


@transaction.atomic
def submit_sheet(sheet_id: int, *, actor: Any, now: datetime) -> Answer:
    """Close an open sheet for the panel's review; one with a missing grade stays open (`I` stands for pending).

    So does one on which a grade is not the one that the marks propose and no note says why.
    """
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    if sheet.stage != GradeSheet.Stage.OPEN:
        return "not_open"
    if sheet.entries.filter(grade="").exists():
        return "incomplete"
    if unexplained(sheet, now.date()):
        return "unexplained"
    sheet.stage = GradeSheet.Stage.SUBMITTED
    sheet.submitted_by, sheet.submitted_at = actor, now
    sheet.save(update_fields=["stage", "submitted_by", "submitted_at"])
    return "submitted"

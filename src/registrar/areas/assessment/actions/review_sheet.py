"""The panel has looked at a sheet."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.models import GradeSheet, Moderation
from registrar.areas.assessment.queries.panels import panel_of
from registrar.areas.platform.locking import lock

Answer = Literal["reviewed", "not_submitted", "own_grades", "before_meeting"]


@transaction.atomic
def review_sheet(sheet_id: int, *, note: str = "", actor: Any, now: datetime) -> Answer:
    """Mark a submitted sheet as reviewed, with what the panel found (polyu-2024-25:6I-01).

    Nobody reviews grades that they submitted themselves, and nothing is reviewed before the panel's meeting day.
    """
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    if sheet.stage != GradeSheet.Stage.SUBMITTED:
        return "not_submitted"
    if actor is not None and sheet.submitted_by_id == actor.pk:
        return "own_grades"
    panel = panel_of(sheet)
    if panel is not None and now.date() < panel.meets_on:
        return "before_meeting"
    sheet.stage, sheet.reviewed_by, sheet.reviewed_at = GradeSheet.Stage.REVIEWED, actor, now
    sheet.save(update_fields=["stage", "reviewed_by", "reviewed_at"])
    if note.strip():
        Moderation.objects.create(sheet=sheet, kind=Moderation.Kind.NOTED, reason=note.strip(), by=actor, at=now)
    return "reviewed"

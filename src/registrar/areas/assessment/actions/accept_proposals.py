"""The teacher takes over the grades that the marks propose."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.actions.enter_grades import EnteredGrades, enter_grades
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.schemes import marks_of, scheme_of
from registrar.areas.assessment.totals import proposed_grades
from registrar.areas.platform.locking import lock


@transaction.atomic
def accept_proposals(sheet_id: int, *, actor: Any, now: datetime) -> EnteredGrades:
    """Enter the proposed grade on every line that has none; grades that stand are left as they are."""
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    lines = list(sheet.entries.filter(grade=""))
    totals = proposed_grades(scheme_of(sheet.offering_id), sheet.offering, marks_of(lines), lines, now.date())
    proposed = {
        line.registration_id: str(totals[line.pk].result["proposed"])
        for line in lines
        if line.pk in totals and totals[line.pk].result.get("proposed")
    }
    return enter_grades(sheet_id, proposed, actor=actor, now=now)

"""The teacher enters grades."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.effects import effects_of
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.platform.locking import lock
from registrar.kernel.decision import Decision


@dataclass
class EnteredGrades:
    """What was saved, and what was refused: registration -> the decision that refuses its grade."""

    saved: int = 0
    refused: dict[int, Decision] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    closed: bool = False


@transaction.atomic
def enter_grades(sheet_id: int, grades: Mapping[int, str], *, actor: Any, now: datetime) -> EnteredGrades:
    """Save grades by registration key on an open sheet; an empty grade clears one.

    Grades that the scale of the term doesn't know are refused one by one and the others saved; registrations that
    aren't on the sheet are named as unknown. A sheet already submitted takes nothing (`closed`).
    """
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    answer = EnteredGrades(closed=sheet.stage != GradeSheet.Stage.OPEN)
    if answer.closed:
        return answer
    subject, term = sheet.offering.subject, sheet.offering.term_id
    effect = effects_of(term, now.date())
    entries = {e.registration_id: e for e in sheet.entries.filter(registration_id__in=list(grades))}
    answer.unknown = sorted(set(grades) - set(entries))
    changed = []
    for key, entry in entries.items():
        grade = grades[key].strip().upper()
        if grade and not (decided := effect(grade, subject.credits, subject.graded).decision).allowed:
            answer.refused[key] = decided
        elif grade != entry.grade:
            entry.grade, entry.entered_by, entry.entered_at = grade, actor, now
            changed.append(entry)
    GradeEntry.objects.bulk_update(changed, ["grade", "entered_by", "entered_at"], batch_size=500)
    answer.saved = len(changed)
    return answer

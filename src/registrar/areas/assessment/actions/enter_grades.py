"""The teacher enters grades."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from registrar.areas.assessment.effects import effects_of
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.platform.locking import lock
from registrar.kernel.decision import Decision


@dataclass
class EnteredGrades:
    """What was saved, and what was refused: registration -> the decision that refuses its grade."""

    saved: int = 0
    refused: dict[int, Decision] = field(default_factory=dict)
    overtaken: dict[int, str] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    closed: bool = False


@transaction.atomic
def enter_grades(
    sheet_id: int,
    grades: Mapping[int, str],
    *,
    notes: Mapping[int, str] | None = None,
    shown: Mapping[int, tuple[str, str]] | None = None,
    actor: Any,
    now: datetime,
) -> EnteredGrades:
    """Save grades by registration key on an open sheet; an empty grade clears one.

    `notes` say why a grade is not the one that the marks propose; lines that they don't name keep theirs.

    Grades that the scale of the term doesn't know are refused one by one and the others saved; registrations that
    aren't on the sheet are named as unknown. A sheet already submitted takes nothing (`closed`).

    `shown` is the grade and note that each line held on the page that was filled in: a line that was not touched there
    stays as it is, and one that somebody else has changed since is refused and named with its grade (`overtaken`).
    """
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    answer = EnteredGrades(closed=sheet.stage != GradeSheet.Stage.OPEN)
    if answer.closed:
        return answer
    subject, term = sheet.offering.subject, sheet.offering.term_id
    effect = effects_of(term, now.date(), as_grade=True)
    entries = {e.registration_id: e for e in sheet.entries.filter(registration_id__in=list(grades))}
    answer.unknown = sorted(set(grades) - set(entries))
    changed = []
    for key, entry in entries.items():
        grade, note = grades[key].strip().upper(), (notes or {}).get(key, entry.note).strip()[:500]
        was, stored = (shown or {}).get(key, (entry.grade, entry.note)), (entry.grade, entry.note)
        if (grade, note) == was:
            continue
        if stored not in (was, (grade, note)):
            answer.overtaken[key] = entry.grade
        elif grade and not (decided := effect(grade, subject.credits, subject.graded).decision).allowed:
            answer.refused[key] = decided
        elif (grade, note) != stored:
            entry.grade, entry.note = grade, note
            changed.append(entry)
    _write(changed, actor, now)
    answer.saved = len(changed)
    return answer


def _write(entries: Sequence[GradeEntry], actor: Any, now: datetime) -> None:
    """Write the grades with one statement; several times faster than a CASE for each row and field."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessment_gradeentry e SET grade = v.grade, note = v.note, entered_by_id = %s, entered_at = %s "
            "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS v (id, grade, note) WHERE e.id = v.id",
            [
                actor and actor.pk,
                now,
                [one.pk for one in entries],
                [one.grade for one in entries],
                [one.note for one in entries],
            ],
        )

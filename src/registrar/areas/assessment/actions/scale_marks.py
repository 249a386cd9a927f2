"""The panel scales the marks of a component."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.models import (
    ComponentMark,
    GradeEntry,
    GradeSheet,
    ModeratedLine,
    Moderation,
    SchemeComponent,
)
from registrar.areas.assessment.queries.schemes import marks_of, scheme_of
from registrar.areas.assessment.totals import departs, proposed_grades
from registrar.areas.platform.locking import lock

HUNDREDTH = Decimal("0.01")
Answer = Literal["scaled", "not_with_panel", "no_reason", "own_grades", "nothing"]


@dataclass(frozen=True)
class Scaling:
    """New mark = mark x factor + added, rounded half up to hundredths, kept between 0 and the full mark."""

    component: int
    factor: Decimal
    added: Decimal
    reason: str

    def of(self, mark: Decimal, maximum: Decimal) -> Decimal:
        """Return the scaled mark."""
        scaled = (mark * self.factor + self.added).quantize(HUNDREDTH, ROUND_HALF_UP)
        return min(max(scaled, Decimal(0)), maximum)


@transaction.atomic
def scale_marks(sheet_id: int, scaling: Scaling, *, actor: Any, now: datetime) -> Answer:
    """Scale every mark of one component of a sheet that is with the panel, and keep mark and grade before and after.

    Grades that were the proposed ones follow the new proposal; a grade on which the teacher decided otherwise stays,
    and so do absences. Who submitted the grades doesn't scale them.
    """
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    if sheet.stage not in (GradeSheet.Stage.SUBMITTED, GradeSheet.Stage.REVIEWED):
        return "not_with_panel"
    if actor is not None and sheet.submitted_by_id == actor.pk:
        return "own_grades"
    if not scaling.reason.strip():
        return "no_reason"
    component = SchemeComponent.objects.get(pk=scaling.component, scheme__offering=sheet.offering_id)
    entries = list(sheet.entries.all())
    before = _follows(sheet, entries, now)
    changed = _scaled(component, scaling, entries, actor, now)
    if not changed:
        return "nothing"
    after = proposed_grades(scheme_of(sheet.offering_id), sheet.offering, marks_of(entries), entries, now.date())
    moderation = Moderation.objects.create(
        sheet=sheet,
        kind=Moderation.Kind.SCALED,
        component=component,
        factor=scaling.factor,
        added=scaling.added,
        reason=scaling.reason.strip(),
        by=actor,
        at=now,
    )
    moved = [
        entry
        for entry in entries
        if entry.pk in changed and entry.pk in before and after[entry.pk].result.get("proposed")
    ]
    old = {entry.pk: entry.grade for entry in entries}
    for entry in moved:
        entry.grade, entry.entered_by, entry.entered_at = after[entry.pk].result["proposed"], actor, now
    GradeEntry.objects.bulk_update(moved, ["grade", "entered_by", "entered_at"], batch_size=500)
    _keep(moderation, [entry for entry in entries if entry.pk in changed], changed, old)
    return "scaled"


def _keep(
    moderation: Moderation,
    entries: Sequence[GradeEntry],
    changed: dict[int, tuple[Decimal, Decimal]],
    old: dict[int, str],
) -> None:
    """Write what each line was and is."""
    ModeratedLine.objects.bulk_create(
        [
            ModeratedLine(
                moderation=moderation,
                entry=entry,
                mark_before=changed[entry.pk][0],
                mark_after=changed[entry.pk][1],
                grade_before=old[entry.pk],
                grade_after=entry.grade,
            )
            for entry in entries
        ],
        batch_size=1000,
    )


def _follows(sheet: GradeSheet, entries: Sequence[GradeEntry], now: datetime) -> set[int]:
    """The lines whose grade is the proposed one."""
    totals = proposed_grades(scheme_of(sheet.offering_id), sheet.offering, marks_of(entries), entries, now.date())
    return {
        entry.pk
        for entry in entries
        if entry.pk in totals and totals[entry.pk].result.get("proposed") and not departs(entry, totals[entry.pk])
    }


def _scaled(
    component: SchemeComponent, scaling: Scaling, entries: Sequence[GradeEntry], actor: Any, now: datetime
) -> dict[int, tuple[Decimal, Decimal]]:
    """Write the new marks; return line -> (before, after) of those that changed."""
    marks = ComponentMark.objects.filter(component=component, entry__in=[entry.pk for entry in entries], absent=False)
    changed, moved = {}, []
    for mark in marks:
        if mark.mark is None or (new := scaling.of(mark.mark, component.maximum)) == mark.mark:
            continue
        changed[mark.entry_id] = (mark.mark, new)
        mark.mark, mark.entered_by, mark.entered_at = new, actor, now
        moved.append(mark)
    ComponentMark.objects.bulk_update(moved, ["mark", "entered_by", "entered_at"], batch_size=500)
    return changed

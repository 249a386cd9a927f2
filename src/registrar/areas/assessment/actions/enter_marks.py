"""The teacher enters marks in the components of the scheme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from re import compile as pattern
from typing import Any

from django.db import connection, transaction

from registrar.areas.assessment.models import ComponentMark, GradeSheet, SchemeComponent
from registrar.areas.assessment.workbook import as_typed
from registrar.areas.platform.locking import lock
from registrar.kernel.bilingual import Bilingual

ABSENT = ("ABS", "ABSENT", "缺席")
LONGEST = 40
# A comma is a decimal one only before one or two digits: 1,000 may be a thousand to who wrote it.
_MARK = pattern(r"[+-]?(\d+(\.\d*|,\d{1,2})?|\.\d+)")
HUNDREDTH = Decimal("0.01")
Cell = tuple[int, int]
"""A registration and a component."""


@dataclass(frozen=True)
class BadMark:
    """A mark that was not taken: what was written, a code and the full mark.

    The codes: not_a_mark, negative, too_fine, above; and overtaken, with what somebody else saved meanwhile (mark and
    absence, None for nothing).
    """

    text: str
    problem: str
    code: str
    title: Bilingual
    maximum: Decimal
    stored: tuple[Decimal | None, bool] | None = None


@dataclass
class EnteredMarks:
    """What was saved, what was refused cell by cell, and cells that aren't on the sheet."""

    saved: int = 0
    unchanged: int = 0
    refused: dict[Cell, BadMark] = field(default_factory=dict)
    unknown: list[Cell] = field(default_factory=list)
    closed: bool = False


@transaction.atomic
def enter_marks(
    sheet_id: int, marks: Mapping[Cell, str], *, shown: Mapping[Cell, str] | None = None, actor: Any, now: datetime
) -> EnteredMarks:
    """Save marks by registration and component on an open sheet; empty clears one, `ABS` is an absence.

    What is no number, below zero, finer than hundredths or above the component's full mark is refused cell by cell and
    the others are saved. Saving the same marks again writes nothing.

    `shown` is what the cells held on the page that was filled in: a cell that was not touched there stays as it is, and
    one that somebody else has changed since is refused (`overtaken`).
    """
    sheet: GradeSheet = lock({"assessment.GradeSheet": [sheet_id]})["assessment.GradeSheet"][sheet_id]
    answer = EnteredMarks(closed=sheet.stage != GradeSheet.Stage.OPEN)
    if answer.closed or not marks:
        return answer
    components = {one.pk: one for one in SchemeComponent.objects.filter(scheme__offering=sheet.offering_id)}
    wanted = {registration for registration, _component in marks}
    entries = dict(sheet.entries.filter(registration__in=wanted).values_list("registration_id", "pk"))
    known = {
        (mark.entry_id, mark.component_id): (mark.mark, mark.absent)
        for mark in ComponentMark.objects.filter(entry__in=entries.values())
    }
    written: list[tuple[int, int, Decimal | None, bool]] = []
    cleared: list[Cell] = []
    for cell, text in marks.items():
        component, entry = components.get(cell[1]), entries.get(cell[0])
        if component is None or entry is None:
            answer.unknown.append(cell)
            continue
        given, stored = _given(text, component), known.get((entry, component.pk))
        was = _given(shown[cell], component) if shown is not None and cell in shown else stored
        if given == was:
            answer.unchanged += 1
        elif isinstance(given, BadMark):
            answer.refused[cell] = given
        elif given == stored:
            answer.unchanged += 1
        elif was != stored:
            answer.refused[cell] = _bad(text, "overtaken", component, stored)
        elif given is None:
            cleared.append((entry, component.pk))
        else:
            written.append((entry, component.pk, *given))
    _clear(cleared)
    _write(written, actor, now)
    answer.saved = len(written) + len(cleared)
    return answer


def _given(text: str, component: SchemeComponent) -> tuple[Decimal | None, bool] | BadMark | None:
    """Mark and absence, nothing for an empty cell, or what is wrong with it."""
    text = as_typed(text)[:LONGEST]
    if not text:
        return None
    if text.upper() in ABSENT:
        return None, True

    def bad(problem: str) -> BadMark:
        return _bad(text, problem, component)

    if not _MARK.fullmatch(text):
        return bad("not_a_mark")
    mark = Decimal(text.replace(",", "."))
    if mark < 0:
        return bad("negative")
    if mark > component.maximum:
        return bad("above")
    if mark != mark.quantize(HUNDREDTH):
        return bad("too_fine")
    return mark.quantize(HUNDREDTH), False


def _bad(
    text: str, problem: str, component: SchemeComponent, stored: tuple[Decimal | None, bool] | None = None
) -> BadMark:
    title = Bilingual(component.title_en, component.title_zh)
    return BadMark(text, problem, component.code, title, component.maximum, stored)


def _clear(cells: Sequence[Cell]) -> None:
    if cells:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM assessment_componentmark m USING unnest(%s::bigint[], %s::bigint[]) AS v (line, part) "
                "WHERE m.entry_id = v.line AND m.component_id = v.part",
                [[entry for entry, _ in cells], [component for _, component in cells]],
            )


def _write(rows: Sequence[tuple[int, int, Decimal | None, bool]], actor: Any, now: datetime) -> None:
    """Write the marks with one statement."""
    if not rows:
        return
    entries, components, marks, absences = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessment_componentmark (entry_id, component_id, mark, absent, entered_by_id, entered_at) "
            "SELECT v.*, %s, %s FROM unnest(%s::bigint[], %s::bigint[], %s::numeric[], %s::boolean[]) AS v "
            "ON CONFLICT (entry_id, component_id) DO UPDATE SET mark = EXCLUDED.mark, absent = EXCLUDED.absent, "
            "entered_by_id = EXCLUDED.entered_by_id, entered_at = EXCLUDED.entered_at",
            [actor and actor.pk, now, entries, components, marks, absences],
        )

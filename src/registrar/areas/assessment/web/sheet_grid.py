"""A sheet as a grid: a line a student, a cell a component, the proposed grade beside the teacher's."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.assessment.actions.enter_grades import EnteredGrades
from registrar.areas.assessment.actions.enter_marks import EnteredMarks
from registrar.areas.assessment.late import PENDING
from registrar.areas.assessment.models import AssessmentScheme, ComponentMark, GradeSheet, SchemeComponent
from registrar.areas.assessment.totals import departs
from registrar.areas.assessment.web.mark_words import plain, shown_mark, why_bad_mark
from registrar.areas.studies.queries.result_changes import results_in
from registrar.kernel.bilingual import Bilingual
from registrar.kernel.decision import Decision
from registrar.ui.joining import labelled
from registrar.ui.parts import Link
from registrar.ui.wording import message
from registrar.ui.words import in_reader_language


@dataclass(frozen=True)
class Head:
    """A component as the head of a column."""

    key: int
    title: str
    note: str


@dataclass(frozen=True)
class Cell:
    """A mark: its field, what stands in it, and what is wrong with what was typed."""

    head: Head
    name: str
    value: str
    error: str


@dataclass(frozen=True)
class Line:
    """One student with marks, total, proposed and entered grade."""

    entry: Any
    cells: tuple[Cell, ...]
    total: str
    proposed: str
    conditions: tuple[str, ...]
    departs: bool
    grade: str
    note: str
    error: Any
    overtaken: str = ""
    now: Link | None = None

    @property
    def wants_note(self) -> bool:
        """Whether the grade is another than the proposed one, and nobody has said why."""
        return self.departs and not self.note


def heads_of(scheme: AssessmentScheme | None) -> list[Head]:
    """The components as columns."""
    components = scheme.components.all() if scheme is not None else ()
    return [
        Head(one.pk, title_of(one), f"{plain(one.weight)}%\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}/{plain(one.maximum)}")
        for one in components
    ]


def title_of(component: SchemeComponent) -> str:
    """The component's title in the reader's language."""
    return str(in_reader_language(Bilingual(component.title_en, component.title_zh)))


@dataclass(frozen=True)
class Typed:
    """What was sent and not taken, so that nothing typed is lost."""

    marks: EnteredMarks | None = None
    grades: EnteredGrades | None = None
    sent: Mapping[str, str] | None = None


def grid(
    heads: Sequence[Head],
    entries: Sequence[Any],
    marks: Mapping[int, Mapping[int, ComponentMark]],
    totals: Mapping[int, Decision],
    typed: Typed,
    record: Mapping[int, Link],
) -> list[Line]:
    """Put the sheet together; no query."""
    return [
        _line(entry, heads, marks.get(entry.pk, {}), totals.get(entry.pk), typed, record.get(entry.pk))
        for entry in entries
    ]


def on_record(sheet: GradeSheet, entries: Sequence[Any], *, histories: bool) -> dict[int, Link]:
    """Line -> the way to its history, with the grade that is on record where it has changed; at most one query.

    Without `histories`, for those who may not see them, only the way to pending results.
    """
    if sheet.stage != GradeSheet.Stage.FINAL:
        return {}
    offering = sheet.offering
    studies = [entry.registration.study_id for entry in entries]
    results = results_in(offering.subject_id, offering.term_id, studies) if histories else {}
    found = {}
    for entry in entries:
        result = results.get(entry.registration.study_id)
        if result is not None:
            changed = result.grade != entry.grade
            text = _("now %(grade)s") % {"grade": result.grade} if changed else _("History")
            found[entry.pk] = Link(text, reverse("assessment:history", args=[result.pk]))
        elif entry.grade == PENDING:
            found[entry.pk] = Link(_("Pending"), reverse("assessment:pending_result", args=[entry.pk]))
    return found


def _line(
    entry: Any,
    heads: Sequence[Head],
    marks: Mapping[int, ComponentMark],
    total: Decision | None,
    typed: Typed,
    now: Link | None,
) -> Line:
    result = total.result if total is not None else {}
    refused = typed.grades.refused.get(entry.registration_id) if typed.grades else None
    overtaken = typed.grades.overtaken.get(entry.registration_id) if typed.grades else None
    grade, note = entry.grade, entry.note
    if typed.sent is not None and (refused is not None or overtaken is not None):
        grade = typed.sent.get(f"grade-{entry.registration_id}", grade)
        note = typed.sent.get(f"note-{entry.registration_id}", note)
    return Line(
        entry=entry,
        cells=tuple(_cell(entry, head, marks.get(head.key), typed) for head in heads),
        total="" if result.get("total") is None else str(result["total"]),
        proposed=result.get("proposed") or "",
        conditions=tuple(result.get("conditions") or ()),
        departs=departs(entry, total),
        grade=grade,
        note=note,
        error=refused.findings[0] if refused is not None else None,
        overtaken="" if overtaken is None else _overtaken(overtaken),
        now=now,
    )


def _overtaken(stored: str) -> str:
    said = _(
        "Somebody else has changed this line meanwhile; its grade is “%(grade)s” now. Save again if yours is right."
    )
    return said % {"grade": stored or "–"}


def errors_on(lines: Sequence[Line]) -> list[Link]:
    """What was not taken, each a way to its field."""
    found = []
    for line in lines:
        registration = line.entry.registration
        number = registration.study.student_number
        found += [Link(labelled(number, cell.error), f"#{cell.name}") for cell in line.cells if cell.error]
        if line.error is not None or line.overtaken:
            why = line.overtaken or message(line.error.message)
            found.append(Link(labelled(number, why), f"#grade-{registration.pk}"))
    return found


def shown_on(lines: Sequence[Line], marks: Mapping[int, Mapping[int, ComponentMark]]) -> str:
    """What the page shows as stored, by the names of its fields, for the page to send back: JSON."""
    held: dict[str, str] = {}
    for line in lines:
        key, stored = line.entry.registration_id, marks.get(line.entry.pk, {})
        held |= {cell.name: shown_mark(stored.get(cell.head.key)) for cell in line.cells}
        held |= {f"grade-{key}": line.entry.grade, f"note-{key}": line.entry.note}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _cell(entry: Any, head: Head, mark: ComponentMark | None, typed: Typed) -> Cell:
    bad = typed.marks.refused.get((entry.registration_id, head.key)) if typed.marks else None
    value = shown_mark(mark) if bad is None else bad.text
    return Cell(head, f"mark-{entry.registration_id}-{head.key}", value, "" if bad is None else why_bad_mark(bad))

"""Marks and grades from a spreadsheet: the good rows are saved, the others come back with their row and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.enter_marks import BadMark, Cell, enter_marks
from registrar.areas.assessment.models import GradeEntry, SchemeComponent
from registrar.areas.assessment.spreadsheet import MarkCell, Row
from registrar.kernel.decision import Decision


@dataclass(frozen=True)
class BadRow:
    """A row that wasn't taken: `problem` is not_on_sheet, twice, grade, mark or the code of a cell (`CellProblem`).

    For a grade the decision says why, for a mark `mark`. `cell` names the cell at fault, such as C5.
    """

    row: Row
    problem: str
    decision: Decision | None = None
    mark: BadMark | None = None
    place: MarkCell | None = None

    @property
    def cell(self) -> str:
        """Where in the file to look."""
        if self.place is not None:
            return self.place.cell
        if self.row.problem is not None:
            return self.row.problem.cell
        return self.row.grade_cell if self.problem == "grade" else self.row.number_cell

    @property
    def entered(self) -> str:
        """What stands there."""
        return self.place.text if self.place is not None else self.row.grade


@dataclass
class Upload:
    """What became of a file: grades and marks saved or standing already, and the rows that were refused."""

    saved: int = 0
    unchanged: int = 0
    marks: int = 0
    bad: list[BadRow] = field(default_factory=list)
    closed: bool = False


@transaction.atomic
def upload_grades(sheet_id: int, rows: Sequence[Row], *, actor: Any, now: datetime, only_look: bool = False) -> Upload:
    """Save the marks and grades of an uploaded sheet by student number; an empty cell leaves what stands.

    A cell that can't be taken for what it shows, a student who isn't on the sheet, a student who stands in the file
    twice, a mark above the full mark, and a grade that the scale doesn't know are refused row by row. With `only_look`
    everything is tried and nothing is kept: what would become of the file.
    """
    entries = GradeEntry.objects.filter(sheet_id=sheet_id).values_list(
        "registration__study__student_number", "registration_id"
    )
    upload, taken = Upload(), _sorted_out(rows, dict(entries))
    upload.bad = taken.bad
    _save_marks(sheet_id, taken.good, upload, actor=actor, now=now)
    grades = {key: row.grade for key, row in taken.good.items() if row.grade}
    notes = {key: row.note for key, row in taken.good.items() if row.note is not None}
    answer = enter_grades(sheet_id, grades, notes=notes, actor=actor, now=now)
    upload.saved, upload.closed = answer.saved, answer.closed
    upload.bad += [BadRow(taken.good[key], "grade", decision) for key, decision in answer.refused.items()]
    upload.bad.sort(key=lambda bad: bad.row.line)
    upload.unchanged = 0 if answer.closed else len(grades) - answer.saved - len(answer.refused)
    if only_look:
        transaction.set_rollback(True)
    return upload


@dataclass
class _SortedOut:
    good: dict[int, Row] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)


def _sorted_out(rows: Sequence[Row], keys: Mapping[str, int]) -> _SortedOut:
    """Which rows are of students on the sheet, each once."""
    out, counts = _SortedOut(), _count(rows)
    for row in rows:
        if row.problem is not None:
            out.bad.append(BadRow(row, row.problem.code))
        elif row.student_number not in keys:
            out.bad.append(BadRow(row, "not_on_sheet"))
        elif counts[row.student_number] > 1:
            out.bad.append(BadRow(row, "twice"))
        else:
            out.good[keys[row.student_number]] = row
    return out


def _save_marks(sheet_id: int, rows: Mapping[int, Row], upload: Upload, *, actor: Any, now: datetime) -> None:
    """Save the marks of the good rows; a bad cell is named, and the row's other cells are taken."""
    if not any(row.marks for row in rows.values()):
        return
    components = SchemeComponent.objects.filter(scheme__offering__grade_sheet=sheet_id)
    keys = dict(components.values_list("code", "pk"))
    cells: dict[Cell, MarkCell] = {}
    for registration, row in rows.items():
        for mark in row.marks:
            if mark.problem:
                upload.bad.append(BadRow(row, mark.problem, place=mark))
            elif mark.code in keys:
                cells[registration, keys[mark.code]] = mark
    answer = enter_marks(sheet_id, {cell: mark.text for cell, mark in cells.items()}, actor=actor, now=now)
    upload.marks = answer.saved
    for cell, bad in answer.refused.items():
        upload.bad.append(BadRow(rows[cell[0]], "mark", mark=bad, place=cells[cell]))


def _count(rows: Sequence[Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.student_number] = counts.get(row.student_number, 0) + 1
    return counts

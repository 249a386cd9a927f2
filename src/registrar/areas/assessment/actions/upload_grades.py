"""Grades from a spreadsheet: the good rows are saved, the others come back with their row and reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.models import GradeEntry
from registrar.areas.assessment.spreadsheet import Row
from registrar.kernel.decision import Decision


@dataclass(frozen=True)
class BadRow:
    """A row that wasn't taken: `problem` is not_on_sheet, twice, grade or the code of a cell (`CellProblem`).

    For a grade the decision says why. `cell` names the cell at fault, such as C5.
    """

    row: Row
    problem: str
    decision: Decision | None = None

    @property
    def cell(self) -> str:
        """Where in the file to look."""
        if self.row.problem is not None:
            return self.row.problem.cell
        return self.row.grade_cell if self.problem == "grade" else self.row.number_cell


@dataclass
class Upload:
    """What became of a file: how many grades were saved or stood already, and the rows that were refused."""

    saved: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    closed: bool = False


@transaction.atomic
def upload_grades(sheet_id: int, rows: Sequence[Row], *, actor: Any, now: datetime) -> Upload:
    """Save the grades of an uploaded sheet by student number; an empty grade leaves what stands.

    A cell that can't be taken for what it shows, a student who isn't on the sheet, a student who stands in the file
    twice, and a grade that the scale doesn't know are refused row by row.
    """
    entries = GradeEntry.objects.filter(sheet_id=sheet_id).values_list(
        "registration__study__student_number", "registration_id"
    )
    keys = dict(entries)
    upload, taken = Upload(), dict[int, Row]()
    counts = _count(rows)
    for row in rows:
        if row.problem is not None:
            upload.bad.append(BadRow(row, row.problem.code))
        elif row.student_number not in keys:
            upload.bad.append(BadRow(row, "not_on_sheet"))
        elif counts[row.student_number] > 1:
            upload.bad.append(BadRow(row, "twice"))
        elif row.grade:
            taken[keys[row.student_number]] = row
    answer = enter_grades(sheet_id, {key: row.grade for key, row in taken.items()}, actor=actor, now=now)
    upload.saved, upload.closed = answer.saved, answer.closed
    upload.bad += [BadRow(taken[key], "grade", decision) for key, decision in answer.refused.items()]
    upload.bad.sort(key=lambda bad: bad.row.line)
    upload.unchanged = 0 if answer.closed else len(taken) - answer.saved - len(answer.refused)
    return upload


def _count(rows: Sequence[Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.student_number] = counts.get(row.student_number, 0) + 1
    return counts

"""Grade sheets as spreadsheets: out for the teacher, and back in with every wrong row named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from registrar.areas.assessment.models import GradeEntry
from registrar.areas.assessment.workbook import MOST_ROWS, Line, UnreadableSheet, lines_of_csv, lines_of_workbook

HEADER = ("Student number", "Name", "Grade")
# Longer than any student number or grade; what is longer is refused, and shown no further than this.
SHOWN = 40


@dataclass(frozen=True)
class CellProblem:
    """A cell that can't be taken for what it shows: its name, such as C5, and a code (workbook.Seen's, or hidden)."""

    cell: str
    code: str


@dataclass(frozen=True)
class Row:
    """One line of an uploaded sheet: its number in the file, the student number and the grade as written."""

    line: int
    student_number: str
    grade: str
    problem: CellProblem | None = None
    number_cell: str = field(default="", compare=False)
    grade_cell: str = field(default="", compare=False)


def write(entries: Iterable[GradeEntry], title: str) -> bytes:
    """Return the sheet as a workbook with one line a student, grades as far as entered."""
    book = Workbook()
    sheet = book.active
    sheet.title = title.replace("/", "-")[:31]
    sheet.append(HEADER)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for entry in entries:
        study = entry.registration.study
        sheet.append([study.student_number, str(study.student.person), entry.grade])
    sheet.freeze_panes = "A2"
    for column, width in zip("ABC", (16, 36, 8), strict=True):
        sheet.column_dimensions[column].width = width
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(file: IO[bytes], name: str) -> list[Row]:
    """Return the lines of an uploaded workbook or CSV file.

    The first line names the columns, in any order; "Student number" and "Grade" are needed, others are passed over. A
    line whose number or grade can't be taken for what it shows carries the problem; one that is hidden does too,
    unless it has no grade. Raises UnreadableSheet when the file is no spreadsheet, lacks a column or has it twice, or
    is longer than 5,000 lines.
    """
    lines = lines_of_csv(file) if name.lower().endswith(".csv") else lines_of_workbook(file)
    places = _places(next(lines, None))
    rows = []
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise UnreadableSheet(_("The file has more than %(most)s lines.") % {"most": MOST_ROWS})
        who, grade = (line.at(place) for place in places)
        if who.text or grade.text or who.problem or grade.problem:
            rows.append(_row(number, line, places))
    return rows


def _places(first: Line | None) -> tuple[int, int]:
    """Where student number and grade stand."""
    names = [cell.text.casefold() for cell in first.cells] if first else []
    for wanted in (HEADER[0], HEADER[2]):
        if wanted.casefold() not in names:
            raise UnreadableSheet(_("The first line has no column “%(column)s”.") % {"column": wanted})
        if names.count(wanted.casefold()) > 1:
            raise UnreadableSheet(_("The first line has the column “%(column)s” twice.") % {"column": wanted})
    return names.index(HEADER[0].casefold()), names.index(HEADER[2].casefold())


def _row(number: int, line: Line, places: tuple[int, int]) -> Row:
    who, grade = (line.at(place) for place in places)
    number_cell, grade_cell = (f"{get_column_letter(place + 1)}{number}" for place in places)
    problem = None
    if who.problem:
        problem = CellProblem(number_cell, who.problem)
    elif grade.problem:
        problem = CellProblem(grade_cell, grade.problem)
    elif line.hidden and grade.text:
        problem = CellProblem(grade_cell, "hidden")
    return Row(
        number,
        who.text.upper()[:SHOWN],
        grade.text.upper()[:SHOWN],
        problem,
        number_cell=number_cell,
        grade_cell=grade_cell,
    )

"""Grade sheets as spreadsheets: out for the teacher with a column a component, and back in with every fault named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from registrar.areas.assessment.models import GradeEntry
from registrar.areas.assessment.workbook import (
    MOST_ROWS,
    Line,
    Seen,
    UnreadableSheet,
    as_typed,
    lines_of_csv,
    lines_of_workbook,
)

HEADER = ("Student number", "Name", "Grade")
NOTE = "Note"
# A downloaded sheet has its headings in the reader's language; both are read.
IN_CHINESE = {"學生編號": "student number", "等級": "grade", "備註": "note"}
PACKED = b"PK"
# Longer than any student number or grade; what is longer is refused, and shown no further than this.
SHOWN = 40


@dataclass(frozen=True)
class CellProblem:
    """A cell that can't be taken for what it shows: its name, such as C5, and a code (workbook.Seen's, or hidden)."""

    cell: str
    code: str


@dataclass(frozen=True)
class MarkCell:
    """A mark as written: the component's code, the cell, and the problem where it can't be taken for what it shows."""

    code: str
    text: str
    cell: str = field(default="", compare=False)
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """One line of an uploaded sheet: its number in the file, the student number, the grade and the marks as written."""

    line: int
    student_number: str
    grade: str
    problem: CellProblem | None = None
    number_cell: str = field(default="", compare=False)
    grade_cell: str = field(default="", compare=False)
    marks: tuple[MarkCell, ...] = ()
    note: str | None = field(default=None, compare=False)


def write(
    entries: Iterable[GradeEntry],
    title: str,
    codes: Sequence[str] = (),
    marks: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """Return the sheet as a workbook with one line a student: marks by component, grades as far as entered.

    `marks` has for each line what stands in the columns of `codes`.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title.replace("/", "-")[:31]
    sheet.append([_("Student number"), _("Name"), *codes, _("Grade"), _("Note")])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for entry in entries:
        study = entry.registration.study
        given = (marks or {}).get(entry.pk) or [""] * len(codes)
        cells = [_number(text) for text in given]
        sheet.append([study.student_number, str(study.student.person), *cells, entry.grade, entry.note])
    sheet.freeze_panes = "A2"
    for place, width in enumerate((16, 36, *(12 for _code in codes), 8, 40), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _number(text: str) -> Decimal | str:
    """A mark as a number, so that the spreadsheet can add it up."""
    return Decimal(text) if text[:1].isdigit() else text


def read(file: IO[bytes], name: str, codes: Sequence[str] = (), title: str = "") -> list[Row]:
    """Return the lines of an uploaded workbook or CSV file.

    The first line names the columns, in any order and in either language: "Student number" and, for grades, "Grade";
    the codes of components and "Note" may stand beside it, other columns are passed over. Without components "Grade" is
    needed. `title` is the name of the grade sheet, so that the file of another one is refused. A
    line whose number or grade can't be taken for what it shows carries the problem; one that is hidden does too,
    unless it has no grade. Raises UnreadableSheet when the file is no spreadsheet, lacks a column or has it twice, or
    is longer than 5,000 lines.
    """
    content = file.read()
    text = name.lower().endswith((".csv", ".txt")) and not content.startswith(PACKED)
    lines = lines_of_csv(BytesIO(content)) if text else lines_of_workbook(BytesIO(content), title)
    places = _places(next(lines, None), codes)
    rows = []
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise UnreadableSheet(_("The file has more than %(most)s lines.") % {"most": MOST_ROWS})
        seen = [line.at(place) for column, place in places.items() if column != NOTE.casefold()]
        if any(cell.text or cell.problem for cell in seen):
            rows.append(_row(number, line, places, codes))
    return rows


def _places(first: Line | None, codes: Sequence[str]) -> dict[str, int]:
    """Where the columns that are known stand, by their names in small letters."""
    names = [as_typed(cell.text).casefold() for cell in first.cells] if first else []
    names = [IN_CHINESE.get(one, one) for one in names]
    marks = [code for code in codes if code.casefold() in names]
    for wanted in (HEADER[0], *(() if marks else HEADER[2:])):
        if wanted.casefold() not in names:
            raise UnreadableSheet(_("The first line has no column “%(column)s”.") % {"column": wanted})
    known = [one for one in (HEADER[0], HEADER[2], NOTE, *marks) if one.casefold() in names]
    for wanted in known:
        if names.count(wanted.casefold()) > 1:
            raise UnreadableSheet(_("The first line has the column “%(column)s” twice.") % {"column": wanted})
    return {one.casefold(): names.index(one.casefold()) for one in known}


def _row(number: int, line: Line, places: Mapping[str, int], codes: Sequence[str]) -> Row:
    who, number_cell = _at(line, places[HEADER[0].casefold()], number)
    grade, grade_cell = _at(line, places.get(HEADER[2].casefold()), number)
    marks = tuple(_mark(code, line, places[code.casefold()], number) for code in codes if code.casefold() in places)
    problem = None
    if who.problem:
        problem = CellProblem(number_cell, who.problem)
    elif grade.problem:
        problem = CellProblem(grade_cell, grade.problem)
    elif line.hidden and (grade.text or any(mark.text for mark in marks)):
        problem = CellProblem(grade_cell or number_cell, "hidden")
    note = places.get(NOTE.casefold())
    return Row(
        number,
        as_typed(who.text).upper()[:SHOWN],
        as_typed(grade.text).replace(" +", "+").replace(" -", "-").upper()[:SHOWN],
        problem,
        number_cell=number_cell,
        grade_cell=grade_cell,
        marks=tuple(mark for mark in marks if mark.text or mark.problem),
        note=None if note is None else line.at(note).text,
    )


def _at(line: Line, place: int | None, number: int) -> tuple[Seen, str]:
    """A cell and its name; an empty one where the file has no such column."""
    return (Seen(), "") if place is None else (line.at(place), f"{get_column_letter(place + 1)}{number}")


def _mark(code: str, line: Line, place: int, number: int) -> MarkCell:
    seen, cell = _at(line, place, number)
    return MarkCell(code, as_typed(seen.text)[:SHOWN], cell, seen.problem)

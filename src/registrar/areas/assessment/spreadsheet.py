"""Grade sheets as spreadsheets: out for the teacher, and back in with every wrong row named."""

from collections.abc import Iterable, Iterator
from csv import reader
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import IO, Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from registrar.areas.assessment.models import GradeEntry

HEADER = ("Student number", "Name", "Grade")
MOST_ROWS = 5000
# Longer than any student number or grade; what is longer is refused, and shown no further than this.
SHOWN = 40


@dataclass(frozen=True)
class Row:
    """One line of an uploaded sheet: its number in the file, the student number and the grade as written."""

    line: int
    student_number: str
    grade: str


class UnreadableSheet(ValueError):
    """The file as a whole can't be read; the text says why, in the reader's language."""


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

    The first line names the columns, in any order; "Student number" and "Grade" are needed, others are passed over.
    Raises UnreadableSheet when the file is no spreadsheet, lacks a column, or is longer than 5,000 lines.
    """
    lines = _csv(file) if name.lower().endswith(".csv") else _workbook(file)
    first = next(lines, None)
    names = [_text(cell).casefold() for cell in first] if first else []
    places = {}
    for wanted in (HEADER[0], HEADER[2]):
        if wanted.casefold() not in names:
            raise UnreadableSheet(_("The first line has no column “%(column)s”.") % {"column": wanted})
        places[wanted] = names.index(wanted.casefold())
    rows = []
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise UnreadableSheet(_("The file has more than %(most)s lines.") % {"most": MOST_ROWS})
        cells = [_text(line[place]) if place < len(line) else "" for place in places.values()]
        if any(cells):
            rows.append(Row(number, cells[0].upper()[:SHOWN], cells[1].upper()[:SHOWN]))
    return rows


def _workbook(file: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise UnreadableSheet(_("The file is not an Excel workbook (.xlsx) or a CSV file.")) from error
    yield from book.worksheets[0].iter_rows(values_only=True)


def _csv(file: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSheet(_("The CSV file is not in UTF-8.")) from error
    for line in reader(StringIO(text)):
        yield tuple(line)


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()

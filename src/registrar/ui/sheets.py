"""Uploaded spreadsheets: workbooks and CSV files as lines of text, with what a program had better ask about.

What people's programs make of a file is understood where it is certain: separators (comma, semicolon, tab), line ends,
a byte order mark, UTF-8, UTF-16 and Big5, figures of full width. What is not certain is kept and marked: a cell with a
formula, and one that a spreadsheet has turned into a date.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

SEPARATORS = ",;\t"
WORKBOOK = b"PK"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# What people upload by mistake, by its first bytes in small letters: PDF, pictures, rich text, web pages.
OTHER_KINDS = (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"{\\rtf", b"<!", b"<html", b"<?xml")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A workbook of ten thousand lines has well under a megabyte.
MOST_BYTES = 8_000_000
# What such a workbook unpacks to is some megabytes; a packed file can be made to unpack to far more.
MOST_UNPACKED = 60_000_000
_NOT_A_WORKBOOK = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    ParseError,
)
FORMULA, DATE = "formula", "date"


class UnreadableSheet(ValueError):
    """The file as a whole can't be read; the text says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number (the heading is 1), its cells as text, and the odd ones by place.

    `odd` says "formula" or "date": the text is then the formula, or the day as 2024-01-06.
    """

    number: int
    cells: tuple[str, ...]
    odd: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: its headings as text, its lines that aren't empty, and its encoding ("" for a workbook)."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str = ""


def read_sheet(content: bytes, name: str, *, most: int, computed: bool = False) -> Sheet:
    """Return an uploaded workbook (its first sheet) or CSV file, whatever its name ends in.

    `most` is the number of lines that it may have; `computed` takes the last value of a formula in place of the mark.
    Raises UnreadableSheet when it is no spreadsheet or longer than that.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    if content.startswith(OLD_WORKBOOK) or name.lower().endswith(".xls"):
        raise UnreadableSheet(_("This is the old Excel format (.xls). Save it as .xlsx or CSV and upload that."))
    encoding = ""
    if content.startswith(WORKBOOK):
        rows: Iterator[Any] = _workbook(content, computed)
    elif name.lower().endswith(".xlsx"):
        raise UnreadableSheet(_("The file is not an Excel workbook (.xlsx) or a CSV file."))
    else:
        rows, encoding = csv_rows(content)
    heads = tuple(_text(cell)[0] for cell in next(rows, ()))
    lines: list[Line] = []
    for number, row in enumerate(rows, start=2):
        read = [_text(cell) for cell in row]
        if not any(text for text, _odd in read):
            continue
        if len(lines) == most:
            raise UnreadableSheet(_("The file has more than %(most)s lines.") % {"most": most})
        odd = {place: mark for place, (_cell, mark) in enumerate(read) if mark}
        lines.append(Line(number, tuple(text for text, _odd in read), odd))
    return Sheet(heads, tuple(lines), encoding)


def columns_of(sheet: Sheet, wanted: Mapping[str, Sequence[str]], needed: Sequence[str]) -> dict[str, int]:
    """Return key -> place of the columns whose heading is one of `wanted[key]`, in any order and either language.

    Raises UnreadableSheet naming the first of `needed` that the file lacks.
    """
    heads = [head.casefold() for head in sheet.heads]
    places = {}
    for key, names in wanted.items():
        found = [heads.index(name.casefold()) for name in names if name.casefold() in heads]
        if found:
            places[key] = found[0]
        elif key in needed:
            raise UnreadableSheet(_("The first line has no column “%(column)s”.") % {"column": " / ".join(names)})
    return places


def open_book(content: bytes, **options: Any) -> Any:
    """Return a workbook that has a worksheet; `options` are openpyxl's.

    Raises UnreadableSheet for what is none, and for what unpacks to more than a program should hold.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size <= MOST_UNPACKED:
            book = load_workbook(BytesIO(content), **options)
            if book.worksheets:
                return book
    except _NOT_A_WORKBOOK as error:
        raise UnreadableSheet(_("The file is not an Excel workbook (.xlsx) or a CSV file.")) from error
    if size > MOST_UNPACKED:
        raise UnreadableSheet(_("The workbook is too large."))
    raise UnreadableSheet(_("The file is not an Excel workbook (.xlsx) or a CSV file."))


def csv_rows(content: bytes) -> tuple[Iterator[list[str]], str]:
    """Return the lines of a CSV file and its encoding, whatever separates its cells.

    Raises UnreadableSheet where it is another kind of file, or in none of the encodings that people's programs use.
    """
    if content[:200].lstrip().lower().startswith(OTHER_KINDS):
        raise UnreadableSheet(_("The file is not an Excel workbook (.xlsx) or a CSV file."))
    text, encoding = _decoded(content)
    return _csv(text), encoding


def _workbook(content: bytes, computed: bool) -> Iterator[Sequence[Any]]:
    book = open_book(content, read_only=True, data_only=computed)
    try:
        yield from book.worksheets[0].iter_rows(values_only=True)
    except _NOT_A_WORKBOOK as error:
        raise UnreadableSheet(_("The file is not an Excel workbook (.xlsx) or a CSV file.")) from error


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(WIDE_MARKS):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    for codec, name in (("utf-8-sig", "UTF-8"), ("big5hkscs", "Big5")):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, name
    raise UnreadableSheet(_("The CSV file is neither in UTF-8 nor in Big5. Save it as “CSV UTF-8”."))


def _csv(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\n\r").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            # A text that would be taken for a formula leaves with an apostrophe (ui/exports.py) and comes back without.
            yield [cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell for cell in row]
    except csv.Error as error:
        # What the reader stumbles over is a cell that never ends: a quotation mark was opened and not closed.
        said = _("Line %(line)s of the CSV file can't be read: a cell is too long, or a quotation mark is missing.")
        raise UnreadableSheet(said % {"line": max(reader.line_num, 1)}) from error


def _text(cell: Any) -> tuple[str, str]:
    """Return a cell as text, and what is odd about it."""
    if cell is None:
        return "", ""
    if isinstance(cell, bool):
        return str(cell).upper(), ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10], DATE
    if isinstance(cell, timedelta):
        cell = (datetime(2000, 1, 1) + cell).time()  # noqa: DTZ001 (a length of time, as hours and minutes)
    if isinstance(cell, time):
        return f"{cell:%H:%M}", ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(Decimal(repr(cell))), ""
    text = unicodedata.normalize("NFKC", str(cell)).replace("\xa0", " ").strip()
    return text, FORMULA if text.startswith("=") else ""

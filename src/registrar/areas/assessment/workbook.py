"""What the cells of an uploaded file hold, with the reason where one can't be taken for what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from re import compile as pattern
from typing import IO, Any
from unicodedata import normalize

from django.utils.translation import gettext as _

from registrar.ui.sheets import UnreadableSheet, csv_rows, open_book
from registrar.ui.words import day

__all__ = ["MOST_ROWS", "Line", "Seen", "UnreadableSheet", "as_typed", "lines_of_csv", "lines_of_workbook"]

MOST_ROWS = 5000
MOST_MERGED = 1000
# Hyphens and dashes that word processors make of a minus sign.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
# The name that a downloaded grade sheet bears: subject, academic year and part of the year.
_OTHER_SHEET = pattern(r"[A-Z0-9]+-\d{4}-\d{2}-S[12T]")
_PERCENT = pattern(r"-?\d+([.,]\d+)?\s*%")


def as_typed(text: str) -> str:
    """A number, mark or grade as a keyboard gives it: full-width characters, odd dashes and spaces made plain.

    Full-width "Ａ＋" is A+, and "A−" with a printed minus is A-. Not for what people write in sentences.
    """
    return " ".join(normalize("NFKC", text).translate(_DASHES).split())


@dataclass(frozen=True)
class Seen:
    """One cell: its text, and a code where it is not plain text or a number.

    The codes: formula (no stored value), error (#N/A and the like), merged, percent, date, boolean.
    """

    text: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the file, with its cells from the left; `hidden` where people don't see it."""

    cells: tuple[Seen, ...]
    hidden: bool = False

    def at(self, place: int) -> Seen:
        """Return a cell; an empty one beyond the end of the line."""
        return self.cells[place] if place < len(self.cells) else Seen()


def lines_of_csv(file: IO[bytes]) -> Iterator[Line]:
    """Yield the lines of a CSV file. Raises UnreadableSheet where it is neither in UTF-8 nor in Big5."""
    rows, _encoding = csv_rows(file.read())
    for line in rows:
        yield Line(tuple(_seen_text(cell) for cell in line))


def lines_of_workbook(file: IO[bytes], title: str = "") -> Iterator[Line]:
    """Yield the lines of the first worksheet. Raises UnreadableSheet for what is no workbook, or too large for one.

    With `title`, a worksheet that bears the name of another grade sheet is refused too: its students may be the same.

    It is read twice, for the formulas and for the values that they had when the file was saved: a cell with a formula
    and no value would look empty otherwise.
    """
    values, formulas = _worksheets(file.read())
    if title and values.title != title and _OTHER_SHEET.fullmatch(values.title):
        names = {"other": values.title, "this": title}
        raise UnreadableSheet(_("The file is the grade sheet %(other)s, and this one is %(this)s.") % names)
    if values.max_row > MOST_ROWS:
        raise UnreadableSheet(_("The file has more than %(most)s lines.") % {"most": MOST_ROWS})
    ranges = list(formulas.merged_cells.ranges)
    if len(ranges) > MOST_MERGED:
        raise UnreadableSheet(_("The file has too many merged cells."))
    for value_row, formula_row in zip(values.iter_rows(), formulas.iter_rows(), strict=True):
        number = value_row[0].row if value_row else 0
        here = [area for area in ranges if area.min_row <= number <= area.max_row]
        cells = tuple(
            _seen(value, formula, any(area.min_col <= place <= area.max_col for area in here))
            for place, (value, formula) in enumerate(zip(value_row, formula_row, strict=True), start=1)
        )
        yield Line(cells, hidden=bool(values.row_dimensions[number].hidden))


def _worksheets(content: bytes) -> tuple[Any, Any]:
    return open_book(content, data_only=True).worksheets[0], open_book(content).worksheets[0]


def _seen(value: Any, formula: Any, merged: bool) -> Seen:
    """A cell of a workbook."""
    shown = _shown(value)
    if merged:
        return Seen(shown, "merged")
    if formula.data_type == "f" and value.value is None:
        return Seen(str(getattr(formula.value, "text", formula.value)), "formula")
    if value.data_type == "e":
        return Seen(shown, "error")
    if isinstance(value.value, bool):
        return Seen(shown, "boolean")
    if isinstance(value.value, (date, time, timedelta)):
        return Seen(shown, "date")
    if isinstance(value.value, (int, float)) and "%" in value.number_format:
        return Seen(shown, "percent")
    return Seen(shown)


def _shown(cell: Any) -> str:
    """What stands in the cell, as people see it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return day(value.date() if isinstance(value, datetime) else value, weekday=False)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        shown = value * 100 if "%" in cell.number_format else value
        return f"{shown:.12g}%" if "%" in cell.number_format else f"{shown:.12g}"
    return str(value).strip()


def _seen_text(cell: str) -> Seen:
    """A cell of a CSV file, which is text: what was a formula or a percentage still shows it."""
    text = cell.strip()
    if text.startswith("="):
        return Seen(text, "formula")
    return Seen(text, "percent" if _PERCENT.fullmatch(text) else "")

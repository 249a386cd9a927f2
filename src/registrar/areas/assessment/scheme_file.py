"""Schemes of many subjects in one spreadsheet: a line a component."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from registrar.ui.sheets import Line, UnreadableSheet, read_sheet

HEADS = ("Subject", "Code", "Title in English", "Title in Chinese", "Weight", "Full mark", "Pass mark")
MOST = 2000


@dataclass(frozen=True)
class SchemeLine:
    """One line as written; `formula` where a cell holds one instead of a value."""

    number: int
    subject: str
    code: str
    title_en: str
    title_zh: str
    weight: str
    maximum: str
    pass_mark: str
    formula: bool = False

    def figures(self) -> tuple[Decimal, Decimal, Decimal | None] | None:
        """Weight, full mark and pass mark as numbers; nothing where one of them isn't."""
        try:
            found = [Decimal(text.rstrip("%").strip()) for text in (self.weight, self.maximum)]
            needed = Decimal(self.pass_mark) if self.pass_mark else None
        except InvalidOperation:
            return None
        figures = [*found, *([needed] if needed is not None else [])]
        return (found[0], found[1], needed) if all(one.is_finite() for one in figures) else None


def read_schemes(content: bytes, name: str) -> list[SchemeLine]:
    """Return the lines of an uploaded file. Raises UnreadableSheet where it is none, or a column is missing."""
    sheet = read_sheet(content, name, most=MOST)
    known = [head.strip().casefold() for head in sheet.heads]
    for head in HEADS[:-1]:
        if head.casefold() not in known:
            raise UnreadableSheet(_("The first line has no column “%(column)s”.") % {"column": head})
    places = [known.index(head.casefold()) if head.casefold() in known else None for head in HEADS]
    return list(_lines(sheet.lines, places))


def _lines(lines: Iterable[Line], places: list[int | None]) -> Iterator[SchemeLine]:
    for line in lines:
        cells = ["" if p is None or p >= len(line.cells) else line.cells[p].strip() for p in places]
        if any(cells):
            subject, code, english, chinese, weight, maximum, needed = cells
            yield SchemeLine(
                number=line.number,
                subject=subject.upper(),
                code=code.upper()[:12],
                title_en=english,
                title_zh=chinese,
                weight=weight,
                maximum=maximum,
                pass_mark=needed,
                formula=bool(line.odd),
            )

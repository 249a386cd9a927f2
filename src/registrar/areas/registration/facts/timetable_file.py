"""A timetable file: its columns, and each line read into a row or into what is wrong with it."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from registrar.areas.registration.facts.offered_group import week_text
from registrar.kernel import Bilingual
from registrar.ui.sheets import DATE, FORMULA, Line

HEADS = {
    "term": Bilingual("Term", "學期"),
    "subject": Bilingual("Subject", "科目"),
    "title_en": Bilingual("Title", "科目名稱（英文）"),
    "title_zh": Bilingual("Chinese title", "科目名稱（中文）"),
    "group": Bilingual("Group", "組別"),
    "quota": Bilingual("Quota", "學額"),
    "teacher": Bilingual("Teacher NetID", "教師NetID"),
    "kind": Bilingual("Kind", "類別"),
    "weekday": Bilingual("Weekday", "星期"),
    "start": Bilingual("Start", "開始"),
    "end": Bilingual("End", "結束"),
    "weeks": Bilingual("Weeks", "教學週"),
    "room": Bilingual("Room", "課室"),
}
"""Column -> its heading; a file may carry either language's."""
NEEDED = ("subject", "group", "quota", "weekday", "start", "end", "weeks")
WANTED = {key: (head.en, head.zh) for key, head in HEADS.items()}
KINDS = {
    "lecture": Bilingual("Lecture", "講課"),
    "tutorial": Bilingual("Tutorial", "導修"),
    "laboratory": Bilingual("Laboratory", "實驗"),
}
WEEKDAYS = [
    Bilingual(en, f"星期{zh}")
    for en, zh in zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "一二三四五六日", strict=True)
]
MOST_PLACES = 2000
SHOWN = 60
_TIME = re.compile(r"^(\d{1,2})[:.](\d{2})(:00)?$")
_WEEKS = re.compile(r"^\d{1,2}(-\d{1,2})?(,\d{1,2}(-\d{1,2})?)*$")
_GROUP = re.compile(r"^[0-9A-Z]{1,6}$")
_DAY_OF_FRACTION = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """One weekly meeting as a file says it; times such as "09:30"."""

    kind: str
    weekday: int
    start: str
    end: str
    weeks: tuple[int, ...]
    room: str

    def meets_with(self, other: "Slot") -> bool:
        """Return whether both take place at one time in some week."""
        return (
            self.weekday == other.weekday
            and self.start < other.end
            and other.start < self.end
            and not set(self.weeks).isdisjoint(other.weeks)
        )

    def parts(self) -> dict[str, Any]:
        """Return what says when it is, for a problem's arguments."""
        return {"weekday": self.weekday, "start": self.start, "end": self.end, "weeks": week_text(self.weeks)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a known group: a meeting of it, or a group without one (`slot` None).

    A `broken` line has errors of its own; it is kept so that the other rows of its group aren't taken without it.
    """

    line: int
    subject: str
    group: str
    quota: int | None
    teacher: str
    slot: Slot | None
    room: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, or worth knowing, about one cell; `code` is put into words by the page and the command."""

    line: int
    column: str
    value: str
    code: str
    args: dict[str, Any] = field(default_factory=dict)
    warning: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """How lines are read: where the columns stand, which term is meant, and its last teaching week."""

    places: dict[str, int]
    term: str
    last_week: int


class _Cells:
    """The cells of a line by column, collecting what is wrong with them."""

    def __init__(self, line: Line, reading: Reading) -> None:
        self.line, self.reading = line, reading
        self.problems: list[Problem] = []

    def text(self, column: str) -> str:
        place = self.reading.places.get(column)
        if place is None or place >= len(self.line.cells):
            return ""
        return self.line.cells[place]

    def odd(self, column: str) -> str:
        return self.line.odd.get(self.reading.places.get(column, -1), "")

    def wrong(self, column: str, code: str, **args: Any) -> None:
        if any(one.column == column for one in self.problems):
            return  # What is known about a cell is told once.
        self.problems.append(Problem(self.line.number, column, self.text(column)[:SHOWN], code, args))


def read_line(line: Line, reading: Reading) -> tuple[Row | None, list[Problem]]:
    """Return the row of a line, None where its subject or group can't be read, and everything that is wrong with it."""
    cells = _Cells(line, reading)
    for column in HEADS:
        if cells.odd(column) == FORMULA:
            cells.wrong(column, "formula")
        elif cells.odd(column) == DATE:
            cells.wrong(column, "date_cell")
    if (term := cells.text("term")) and term.upper() != reading.term:
        cells.wrong("term", "other_term", expected=reading.term)
    subject, group = cells.text("subject").upper(), cells.text("group").upper()
    if not subject:
        cells.wrong("subject", "empty")
    if not _GROUP.match(group):
        cells.wrong("group", "group_code")
    unreadable = any(one.column in ("term", "subject", "group") for one in cells.problems)
    quota, slot = _quota(cells), _slot(cells)
    teacher, room = ("" if cells.odd(column) else cells.text(column) for column in ("teacher", "room"))
    row = Row(line.number, subject, group, quota, teacher.lower(), slot, room.upper(), bool(cells.problems))
    return (None if unreadable else row), cells.problems


def _quota(cells: _Cells) -> int | None:
    text = cells.text("quota")
    if not text:
        return None
    if text.isdecimal() and int(text) <= MOST_PLACES:
        return int(text)
    cells.wrong("quota", "number", most=MOST_PLACES)
    return None


def _slot(cells: _Cells) -> Slot | None:
    given = [column for column in ("weekday", "start", "end", "weeks", "room") if cells.text(column)]
    if not given:
        return None
    kind = _choice(cells.text("kind"), {key: (key, head.en, head.zh) for key, head in KINDS.items()}, "lecture")
    if kind is None:
        cells.wrong("kind", "kind")
    day = _weekday(cells.text("weekday"))
    if day is None:
        cells.wrong("weekday", "weekday")
    start, end = (_time(cells, column) for column in ("start", "end"))
    if start and end and start >= end:
        cells.wrong("end", "ends_before", start=start)
    weeks = _weeks(cells)
    if cells.problems or not (kind and day and start and end and weeks):
        return None
    return Slot(kind, day, start, end, weeks, cells.text("room").upper())


def _choice(text: str, names: dict[str, tuple[str, ...]], default: str) -> str | None:
    if not text:
        return default
    return next((key for key, known in names.items() if text.casefold() in [name.casefold() for name in known]), None)


def _weekday(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= len(WEEKDAYS) else None
    for number, day in enumerate(WEEKDAYS, start=1):
        short = day.zh[-1]
        if text in (short, day.zh, f"週{short}", f"周{short}", f"禮拜{short}") or _begins(text, day.en):
            return number
    return None


def _begins(text: str, short: str) -> bool:
    """Whether it is the English name, in short or in full."""
    full = f"{short}day Tuesday Wednesday Thursday Saturday".casefold().split()
    return text.casefold().rstrip(".") == short.casefold() or (
        text.casefold() in full and text.casefold().startswith(short.casefold())
    )


def _time(cells: _Cells, column: str) -> str:
    text = cells.text(column)
    if text.startswith("0.") and text[2:].isdecimal():
        # A spreadsheet keeps a time as a fraction of the day.
        whole = round(int(text[2:]) * _DAY_OF_FRACTION / 10 ** len(text[2:]))
        return f"{whole // 60:02d}:{whole % 60:02d}"
    found = _TIME.match(text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return f"{int(found[1]):02d}:{found[2]}"
    cells.wrong(column, "time")
    return ""


def _weeks(cells: _Cells) -> tuple[int, ...]:
    text = re.sub(r"[\s]", "", cells.text("weeks")).replace("–", "-").replace("~", "-").replace("、", ",")
    text = text.replace(";", ",").rstrip(",")
    last = cells.reading.last_week
    if not _WEEKS.match(text):
        cells.wrong("weeks", "weeks", last=last)
        return ()
    weeks: set[int] = set()
    for part in text.split(","):
        first, _, end = part.partition("-")
        if int(end or first) < int(first):
            cells.wrong("weeks", "weeks", last=last)
            return ()
        weeks.update(range(int(first), int(end or first) + 1))
    if min(weeks) < 1 or max(weeks) > last:
        cells.wrong("weeks", "week_of_term", last=last)
        return ()
    return tuple(sorted(weeks))

"""A file that assigns subjects: student number, subject and group, a line each."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from registrar.areas.registration.queries.assignable import groups_by_subject
from registrar.areas.studies.queries.studies_by_number import studies_by_number
from registrar.ui.sheets import Line, Sheet, columns_of

HEADS = {"number": ("Student number", "學生編號"), "subject": ("Subject", "科目"), "group": ("Group", "組別")}
NEEDED = ("number", "subject")
SHOWN = 40
MOST_LINES = 20_000


@dataclass
class Wishes:
    """Study -> groups, the student numbers behind them, and the lines that can't be taken."""

    groups: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[int, str] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)


def read_wishes(sheet: Sheet, term: str, departments: Collection[str] | None) -> Wishes:
    """Return what a file asks for; two queries.

    Students are those of the departments' programmes (None: all). Without a group the students of a subject are spread
    over its groups, line by line. A line that can't be taken is told with its number, column, value and a code:
    unknown_student, other_department, not_offered, no_group, twice. Raises UnreadableSheet where a column is missing.
    """
    places = columns_of(sheet, HEADS, NEEDED)
    at = places.get
    rows = [
        (line.number, _cell(line, at("number")), _cell(line, at("subject")), _cell(line, at("group")))
        for line in sheet.lines
    ]
    studies = studies_by_number([number for _line, number, _subject, _group in rows])
    offered = groups_by_subject(term, [subject for _line, _number, subject, _group in rows])
    wishes, seen, turn = Wishes(), set(), defaultdict[str, int](int)
    for line, number, subject, code in rows:
        study, department = studies.get(number, (0, ""))
        groups = [one for one in offered.get(subject, []) if code in ("", one.code)]
        problem = None
        if not study:
            problem = ("number", number, "unknown_student")
        elif departments is not None and department not in departments:
            problem = ("number", number, "other_department")
        elif subject not in offered:
            problem = ("subject", subject, "not_offered")
        elif not groups:
            problem = ("group", code, "no_group")
        elif (study, subject) in seen:
            problem = ("subject", subject, "twice")
        if problem:
            column, value, why = problem
            wishes.problems.append({"line": line, "column": column, "value": value[:SHOWN], "code": why})
            continue
        seen.add((study, subject))
        wishes.groups[study].append(groups[turn[subject] % len(groups)].pk)
        turn[subject] += 1
        wishes.numbers[study] = number
    return wishes


def _cell(line: Line, place: int | None) -> str:
    if place is None or place >= len(line.cells):
        return ""
    return line.cells[place].upper()

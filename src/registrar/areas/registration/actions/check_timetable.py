"""Read a timetable file and see what it would change; nothing is written."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from registrar.areas.platform.files import kept
from registrar.areas.platform.jobs import Progress
from registrar.areas.registration.facts.timetable_clashes import clashes
from registrar.areas.registration.facts.timetable_file import NEEDED, WANTED, Problem, Reading, Row, read_line
from registrar.areas.registration.facts.timetable_now import TimetableNow, timetable_now
from registrar.areas.registration.facts.timetable_plan import Plan, make_plan
from registrar.ui.sheets import Sheet, columns_of, read_sheet

MOST_LINES = 20_000
# What a page can show; the file with the rows to correct has them all.
KEPT_PROBLEMS = 1000
STEP = 500


@dataclass(frozen=True)
class Source:
    """A stored file, the term it is for, whose subjects it may change (None: all), and whether it is complete.

    A complete file is the whole timetable of those departments: groups that it doesn't name are removed.
    """

    file: int
    term: str
    departments: Collection[str] | None = None
    complete: bool = False

    @classmethod
    def of(cls, arguments: dict[str, Any]) -> "Source":
        """Return the source that a job's arguments name."""
        return cls(arguments["file"], arguments["term"], arguments["departments"], arguments["complete"])

    def to_json(self) -> dict[str, Any]:
        """Return a job's arguments."""
        departments = None if self.departments is None else sorted(self.departments)
        return {"file": self.file, "term": self.term, "departments": departments, "complete": self.complete}


def sheet_of(source: Source) -> Sheet:
    """Return the file's lines. Raises UnreadableSheet."""
    file = kept(source.file)
    return read_sheet(bytes(file.content), file.name, most=MOST_LINES)


def check_timetable(source: Source, progress: Progress | None = None) -> tuple[Plan, TimetableNow]:
    """Return what the file would change and what stands against it, with the term it was checked against.

    A fixed number of queries, however long the file is. Raises UnreadableSheet and Term.DoesNotExist.
    """
    progress = progress or Progress()
    sheet = sheet_of(source)
    progress.expect(len(sheet.lines) * 2)
    now = timetable_now(source.term)
    reading = Reading(columns_of(sheet, WANTED, NEEDED), source.term, now.last_week)
    rows: list[Row] = []
    problems: list[Problem] = []
    for place, line in enumerate(sheet.lines, start=1):
        row, wrong = read_line(line, reading)
        problems += wrong
        if row is not None:
            rows.append(row)
        if place % STEP == 0:
            progress.advance(STEP)
    plan = make_plan(rows, problems, now, departments=source.departments, complete=source.complete)
    plan.lines = len(sheet.lines)
    plan.problems += clashes(plan, now)
    plan.problems.sort(key=lambda one: (one.warning, one.line))
    progress.advance(len(sheet.lines) * 2 - progress.done)
    return plan, now


def report(plan: Plan) -> dict[str, Any]:
    """Return what a check found, JSON-ready: the result of its job."""
    return {
        "rows": plan.lines,
        **plan.counts(),
        "errors": len(plan.errors),
        "warnings": len(plan.problems) - len(plan.errors),
        "held_back": len(plan.bad_lines()),
        "fingerprint": plan.fingerprint(),
        "bad_lines": plan.bad_lines(),
        "problems": [one.to_json() for one in plan.problems[:KEPT_PROBLEMS]],
    }

"""Real enrolments as files: one student a line with the subjects taken, and one subject a line with its enrolment."""

from dataclasses import dataclass
from pathlib import Path

MOST_PROBLEMS = 20


class DemandError(Exception):
    """Files that can't be used; the message has a line for each mistake, with file and line number."""


@dataclass(frozen=True)
class Demand:
    """What students want: for each one the subjects in the order written, and each subject's enrolment."""

    students: list[list[str]]
    subjects: dict[str, int]


def read_demand(students: Path, subjects: Path | None = None) -> Demand:
    """Read a pair of files such as pur-s-93.stu and pur-s-93.crs (found beside the first where not given).

    Without a file of subjects the enrolments are counted. Raises DemandError for a file that can't be read, an empty
    line, a subject that stands twice or isn't listed, and an enrolment that is no number.
    """
    beside = subjects or students.with_suffix(".crs")
    problems: list[str] = []
    listed = _subjects(beside, problems) if subjects or beside.exists() else None
    # With a wrong list every student would look wrong too.
    wanted = _students(students, None if problems else listed, problems)
    if problems:
        more = len(problems) - MOST_PROBLEMS
        shown = problems[:MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
        raise DemandError("\n".join(shown))
    if listed is None:
        listed = {}
        for line in wanted:
            for code in line:
                listed[code] = listed.get(code, 0) + 1
    return Demand(wanted, listed)


def _lines(path: Path, problems: list[str]) -> list[str]:
    try:
        text = path.read_text(encoding="ascii")
    except UnicodeDecodeError as error:
        problems.append(f"{path}: not plain text: {error}")
        return []
    except OSError as error:
        problems.append(f"{path}: can't be read: {error.strerror}")
        return []
    lines = text.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        problems.append(f"{path}: is empty")
    return lines


def _subjects(path: Path, problems: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(_lines(path, problems), 1):
        match line.split():
            case [code, enrolment] if enrolment.isdecimal() and len(code) <= 9:
                if code in found:
                    problems.append(f"{path}:{number}: subject {code} stands twice")
                found[code] = int(enrolment)
            case _:
                problems.append(f"{path}:{number}: not a subject and its enrolment: {line.strip()!r}")
    return found


def _students(path: Path, listed: dict[str, int] | None, problems: list[str]) -> list[list[str]]:
    wanted = []
    for number, line in enumerate(_lines(path, problems), 1):
        codes = line.split()
        if not codes:
            problems.append(f"{path}:{number}: a student without a subject")
        if len(set(codes)) != len(codes):
            twice = next(code for code in codes if codes.count(code) > 1)
            problems.append(f"{path}:{number}: subject {twice} stands twice")
        for code in codes:
            if listed is not None and code not in listed:
                problems.append(f"{path}:{number}: there is no subject {code}")
        wanted.append(codes)
    return wanted

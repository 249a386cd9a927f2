"""Academic calendars: universities/<code>/calendars/<year>.yaml, checked before a term opens on them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from registrar.kernel import Term
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import BilingualText, CohortText, Schema, validated
from registrar.rulebook.strict_yaml import Document, read_yaml

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
# (earlier, later, may be the same day): what the database asks too, but named by field.
ORDER = (
    ("starts_on", "ends_on", False),
    ("timetable_on", "registration.from", True),
    ("registration.from", "registration.to", True),
    ("registration.to", "add_drop.from", False),
    ("add_drop.from", "add_drop.to", True),
    ("add_drop.to", "teaching_to", False),
    ("starts_on", "teaching_to", False),
    ("teaching_to", "exams.from", False),
    ("exams.from", "exams.to", True),
    ("exams.to", "results_final_on", True),
    ("results_final_on", "board_meets_on", True),
)
# What may be fixed later.
OPTIONAL = frozenset({"board_meets_on"})
MOMENT = "%Y-%m-%d %H:%M"
FEE_MONTHS = {"S1": (8, 9), "S2": (1,)}


def _readable(edge: date | str) -> date | str:
    try:
        if isinstance(edge, str):
            _moment(edge)
    except ValueError:
        raise ValueError("must be a day (2024-07-29), or a day and a time (2024-07-29 08:30)") from None
    return edge


# A day, or a day with the time at which the window opens or closes on it.
WindowEdge = Annotated[date | str, AfterValidator(_readable)]
Window = dict[Literal["from", "to"], WindowEdge]


class PhaseDays(Schema):
    """A part of the registration period for some students; what is left out fits everybody (polyu-2024-25:5A-05)."""

    programmes: list[str] = []
    cohorts: list[CohortText] = []
    levels: list[str] = []
    final_year_only: bool = False
    window: Window


class TermDays(Schema):
    """The days of one term; every one but the board's meeting is asked for (polyu-2024-25:GAP-06).

    A window is open from the first second of its first day to the last second of its last one, unless a time is given.
    """

    starts_on: date
    ends_on: date
    timetable_on: date
    registration: Window
    registration_phases: list[PhaseDays] = []
    add_drop: Window
    fee_deadline: date
    teaching_to: date
    exams: dict[Literal["from", "to"], date]
    results_final_on: date
    board_meets_on: date | None = None


class CalendarSchema(Schema):
    """One academic year; `fee_deadline_reason` lifts the usual months of polyu-2024-25:4A-02 for a term."""

    academic_year: CohortText
    reading: BilingualText | None = None
    terms: dict[Literal["S1", "S2", "ST"], TermDays]
    fee_deadline_reason: dict[Literal["S1", "S2"], BilingualText] = {}


@dataclass(frozen=True)
class TermDates:
    """A term as it is stored: days stay days, windows become moments in Hong Kong time."""

    key: str
    ordinal: int
    starts_on: date
    ends_on: date
    timetable_on: date
    registration_from: datetime
    registration_to: datetime
    add_drop_from: datetime
    add_drop_to: datetime
    fee_deadline: date
    teaching_to: date
    exams_from: date
    exams_to: date
    results_final_on: date
    board_meets_on: date | None


def read_calendar(path: Path, root: Path | None = None) -> list[TermDates]:
    """Read one year. Raises RulebookError with file, line and field of everything that is missing or out of order."""
    document = read_yaml(path, root)
    calendar: CalendarSchema = validated(CalendarSchema, document)
    problems = _problems(calendar, document)
    if problems:
        raise RulebookError(problems)
    return [_dates(calendar.academic_year, part, days) for part, days in calendar.terms.items()]


def _problems(calendar: CalendarSchema, document: Document) -> list[Problem]:
    found = []
    for part, days in calendar.terms.items():
        place: tuple[str | int, ...] = ("terms", part)
        for earlier, later, same in ORDER:
            first, second = _day(days, earlier), _day(days, later)
            if later in OPTIONAL and second is None:
                continue
            if first is None or second is None:
                wanted = earlier if first is None else later
                found.append(document.problem((*place, *wanted.split(".")), "is missing"))
            elif first > second or (first == second and not same):
                message = f"{second} must come {'on or ' if same else ''}after {earlier} ({first})"
                found.append(document.problem((*place, *later.split(".")), message))
        for name, window in (("registration", days.registration), ("add_drop", days.add_drop)):
            if len(window) == 2 and _day(days, f"{name}.from") == _day(days, f"{name}.to"):
                opens, closes = _start(window["from"]), _end(window["to"])
                if opens >= closes:
                    message = f"{closes:%H:%M} must come after {name}.from ({opens:%H:%M})"
                    found.append(document.problem((*place, name, "to"), message))
        found += _phase_problems(days, (*place, "registration_phases"), document)
        months = FEE_MONTHS.get(part)
        if months and days.fee_deadline.month not in months and part not in calendar.fee_deadline_reason:
            message = f"{days.fee_deadline} lies outside the usual months; say why under fee_deadline_reason"
            found.append(document.problem((*place, "fee_deadline"), message))
    return sorted(set(found))


def _phase_problems(days: TermDays, place: tuple[str | int, ...], document: Document) -> list[Problem]:
    """Phases lie within the registration period, and open before they close."""
    found: list[Problem] = []
    if len(days.registration) < 2:
        return found
    first, last = _start(days.registration["from"]), _end(days.registration["to"])
    for number, phase in enumerate(days.registration_phases):
        here = (*place, number, "window")
        if len(phase.window) < 2:
            found.append(document.problem(here, "needs from and to"))
            continue
        opens, closes = _start(phase.window["from"]), _end(phase.window["to"])
        if not first <= opens < closes <= last:
            message = f"{opens:%Y-%m-%d %H:%M} to {closes:%Y-%m-%d %H:%M} must lie within the registration period"
            found.append(document.problem(here, message))
    return found


def _day(days: TermDays, name: str) -> date | None:
    head, _, tail = name.partition(".")
    value = getattr(days, head)
    edge = value.get(tail) if tail else value
    return date.fromisoformat(edge[:10]) if isinstance(edge, str) else edge


def read_phases(path: Path, root: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return term key -> phases of registration of one year, as the rule on phases takes them.

    Raises RulebookError like `read_calendar`.
    """
    document = read_yaml(path, root)
    calendar: CalendarSchema = validated(CalendarSchema, document)
    return {
        f"{calendar.academic_year}-{part}": [
            {
                **phase.model_dump(exclude={"window"}),
                "opens": _start(phase.window["from"]),
                "closes": _end(phase.window["to"]),
            }
            for phase in days.registration_phases
        ]
        for part, days in calendar.terms.items()
        if days.registration_phases
    }


def _dates(year: str, part: str, days: TermDays) -> TermDates:
    return TermDates(
        key=f"{year}-{part}",
        ordinal=ordinal(f"{year}-{part}"),
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        timetable_on=days.timetable_on,
        registration_from=_start(days.registration["from"]),
        registration_to=_end(days.registration["to"]),
        add_drop_from=_start(days.add_drop["from"]),
        add_drop_to=_end(days.add_drop["to"]),
        fee_deadline=days.fee_deadline,
        teaching_to=days.teaching_to,
        exams_from=days.exams["from"],
        exams_to=days.exams["to"],
        results_final_on=days.results_final_on,
        board_meets_on=days.board_meets_on,
    )


def ordinal(key: str) -> int:
    """Return the number that sorts terms by time: three to a year, 2024/25-S1 is 6072."""
    term = Term.parse(key)
    return term.year.start * 3 + ("S1", "S2", "ST").index(term.part)


def _start(edge: date | str) -> datetime:
    return _moment(edge) if isinstance(edge, str) else datetime.combine(edge, time.min, HONG_KONG)


def _end(edge: date | str) -> datetime:
    return _moment(edge) if isinstance(edge, str) else datetime.combine(edge, time(23, 59, 59), HONG_KONG)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, MOMENT).replace(tzinfo=HONG_KONG)

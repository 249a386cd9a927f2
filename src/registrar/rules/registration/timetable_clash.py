"""Two classes at the same time."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, Record, rule


class WeeklyMeeting(Record):
    """A weekly class meeting."""

    weekday: int = Field(ge=1, le=7, description="ISO weekday, Monday is 1")
    starts: str = Field(pattern=r"^\d\d:\d\d$", description="Start, such as 09:30")
    ends: str = Field(pattern=r"^\d\d:\d\d$", description="End, such as 11:20")
    weeks: str = Field(
        pattern=r"^\d+(-\d+)?(,\d+(-\d+)?)*$", description="Teaching weeks that it meets in, such as 1-6,8-13"
    )


class TakenGroup(Record):
    """Another group that the student is in."""

    subject: str = Field(description="Subject code")
    group: str = Field(description="Group code")
    meetings: tuple[WeeklyMeeting, ...] = Field(description="Its meetings (those on other weekdays may be left out)")


class TimetableClashFacts(Facts):
    """The group wanted and the groups taken already."""

    subject: str = Field(description="Subject code of the wanted group")
    meetings: tuple[WeeklyMeeting, ...] = Field(description="Meetings of the wanted group")
    others: tuple[TakenGroup, ...] = Field(description="The student's other groups in the term")


@rule(
    name="registration.timetable_clash",
    title=Bilingual("No two classes at the same time", "上課時間不得衝突"),
    clauses={"timetable": ("polyu-2024-25:5A-09", "polyu-2018-19:3P-03")},
    binds_by="term",
)
def timetable_clash(facts: TimetableClashFacts, parameters: Parameters, as_of: date) -> Decision:
    """Refuse a group that meets at the same time as another of the student's, in a week when both really meet.

    The handbook speaks of the class timetable and not of clashes; that nobody can be in two classes at once is our
    reading. A class may start at the minute when another ends.
    """
    clause = parameters.cite("timetable")
    findings = []
    for other in facts.others:
        found = _first_clash(facts.meetings, other.meetings)
        if found is not None:
            mine, theirs, week = found
            args = {
                "subject": facts.subject,
                "other": other.subject,
                "group": other.group,
                "weekday": mine.weekday,
                "from": max(mine.starts, theirs.starts),
                "to": min(mine.ends, theirs.ends),
                "week": week,
            }
            message = Message(f"registration.clash.day_{mine.weekday}", args)
            cure = Cure(Message("registration.cure.other_group", {"subject": facts.subject, "other": other.subject}))
            findings.append(Finding(clause, False, message, cure, reading="registration.reading.clash"))
    if not findings:
        findings.append(Finding(clause, True, Message("registration.clash.none", {"subject": facts.subject})))
    return Decision.of(findings)


def _first_clash(
    mine: tuple[WeeklyMeeting, ...], theirs: tuple[WeeklyMeeting, ...]
) -> tuple[WeeklyMeeting, WeeklyMeeting, int] | None:
    for one in mine:
        for two in theirs:
            # Times are written with two digits, so their text sorts as they do.
            if one.weekday == two.weekday and one.starts < two.ends and two.starts < one.ends:
                shared = _weeks(one.weeks) & _weeks(two.weeks)
                if shared:
                    return one, two, min(shared)
    return None


@lru_cache(maxsize=2048)
def _weeks(text: str) -> frozenset[int]:
    weeks: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        weeks.update(range(int(first), int(last or first) + 1))
    return frozenset(weeks)

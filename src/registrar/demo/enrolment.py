"""Who has which seat this semester, as if the registration window had been gone through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from registrar.demo.students import Student, Wish
from registrar.demo.timetable import Group, Slot, Timetable

LATE = 0.04  # of the students have registered nothing yet
UNFINISHED = 0.05  # have still one subject to choose
EARLIER = timedelta(days=4)  # than the opening, departments assign


@dataclass(frozen=True, slots=True)
class Seat:
    """One registration to be."""

    student: int
    group: Group
    wish: Wish
    at: datetime


def seats(
    students: list[Student], timetable: Timetable, opens: datetime, closes: datetime, random: Random
) -> Iterator[Seat]:
    """Yield the seats taken in the window, never more than a group's quota and never two at one time for a student."""
    span = int((closes - opens).total_seconds()) - 3600
    for index, student in enumerate(students):
        if student.status != "active" or not student.wishes or (not student.persona and random.random() < LATE):
            continue
        at = opens + timedelta(seconds=int(span * random.random() ** 3))
        keep = len(student.wishes)
        if not student.persona and random.random() < UNFINISHED:
            keep -= 1
        section = timetable.section_of(student)
        busy: set[Slot] = set()
        for wish in student.wishes[:keep]:
            if wish.subject in student.without:
                continue
            group = free_group(wish.subject, section.groups.get(wish.subject), timetable, busy)
            if group is not None:
                group.taken += 1
                busy.add(group.slot)
                at += timedelta(seconds=20)
                yield Seat(index, group, wish, opens - EARLIER if wish.kind == "assigned" else at)


def free_group(subject: str, first: Group | None, timetable: Timetable, busy: set[Slot]) -> Group | None:
    """Return the section's own group, else another one of the subject, with a seat at a free time."""
    choices = ([first] if first else []) + timetable.by_subject.get(subject, [])
    return next((group for group in choices if group.taken < group.quota and group.slot not in busy), None)

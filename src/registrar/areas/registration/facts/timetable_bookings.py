"""One room, or one teacher, for two groups at a time."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from registrar.areas.registration.facts.timetable_file import Problem, Slot


class Booked(NamedTuple):
    """A meeting with its teacher; `line` is its line of the file, 0 where the file doesn't change it.

    `room_new` and `teacher_new` say whether the file books the room or the teacher anew for it.
    """

    key: tuple[str, str]
    slot: Slot
    teacher: str
    line: int = 0
    room_new: bool = False
    teacher_new: bool = False


def double_bookings(booked: Iterable[Booked]) -> list[Problem]:
    """Return an error for each line that books a room or a teacher anew where another group has it already.

    What was double before and isn't touched is no error of the file.
    """
    rooms: dict[tuple[str, int], list[Booked]] = defaultdict(list)
    people: dict[tuple[str, int], list[Booked]] = defaultdict(list)
    for one in booked:
        if one.slot.room:
            rooms[one.slot.room, one.slot.weekday].append(one)
        if one.teacher:
            people[one.teacher, one.slot.weekday].append(one)
    found = {}
    for column, resources in (("room", rooms), ("teacher", people)):
        for (name, _day), of_day in resources.items():
            for one, two in _pairs(of_day):
                for mine, other in ((one, two), (two, one)):
                    new = mine.room_new if column == "room" else mine.teacher_new
                    if new and (mine.line, column) not in found:
                        args = {
                            "other": " ".join(other.key),
                            "other_line": other.line if other.room_new or other.teacher_new else 0,
                            **other.slot.parts(),
                        }
                        found[mine.line, column] = Problem(mine.line, column, name, f"{column}_taken", args)
    return list(found.values())


def _pairs(of_day: list[Booked]) -> Iterable[tuple[Booked, Booked]]:
    """Yield the pairs of different groups that meet at one time."""
    ordered = sorted(of_day, key=lambda one: one.slot.start)
    for place, one in enumerate(ordered):
        for two in ordered[place + 1 :]:
            if two.slot.start >= one.slot.end:
                break
            if one.key != two.key and one.slot.meets_with(two.slot):
                yield one, two

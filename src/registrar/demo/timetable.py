"""The week of the demonstration: sections of students, subject groups, slots, rooms and teachers without a clash.

Students of one programme and stage are split into sections. For each subject of its pattern a section has a group at a
slot of its own, so whoever follows the pattern has a choice without a clash; sections of different programmes share the
groups of shared subjects where both are free. A slot is three hours: a lecture of two and a tutorial or laboratory.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from random import Random
from types import MappingProxyType

from registrar.areas.catalogue.room_file import RoomEntry
from registrar.demo.students import THIS_YEAR, Student
from registrar.demo.syllabus import Subject, Syllabus

# (ISO weekday, hour, minute) of the slots; evenings and Saturdays are for those who work.
DAY = tuple((day, hour, 30) for day in range(1, 6) for hour in (8, 11, 14))
EVENING = (*((day, 18, 30) for day in range(1, 6)), (6, 9, 30), (6, 14, 0))
SECTION_SIZE = 66
SLACK = 1.08
LARGEST_GROUP = 120
SMALLEST_QUOTA = 12
SCARCE = 0.02  # of the groups have fewer seats than their section has students
SCARCE_SEATS = 0.8
GROUPS_PER_TEACHER = 3
WEEKS = tuple(range(1, 14))
Slot = tuple[int, int, int]


@dataclass(slots=True)
class Group:
    """A subject group with its slot, room and teacher; `expected` are the students of its sections."""

    subject: str
    term: str
    slot: Slot
    code: str
    expected: int = 0
    quota: int = 0
    room: str | None = None
    teacher: int = -1
    taken: int = 0
    short: bool = False  # a lecture only
    second: Slot | None = None  # the other weekday, where it meets twice a week
    weeks: tuple[int, ...] = WEEKS

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot of the week in which it meets, at the same time of day."""
        return (self.slot, self.second) if self.second else (self.slot,)

    @property
    def lecture(self) -> tuple[time, time]:
        """Beginning and end of the lecture."""
        _, hour, minute = self.slot
        return time(hour, minute), _later(hour, minute, 110)

    @property
    def tutorial(self) -> tuple[time, time]:
        """Beginning and end of what follows the lecture, in the same room."""
        _, hour, minute = self.slot
        return time(hour + 2, minute), _later(hour + 2, minute, 50)


@dataclass
class Section:
    """Students of one programme and stage who can all follow the pattern together; `groups` by subject."""

    programme: str
    stage: int
    number: int
    size: int
    groups: dict[str, Group] = field(default_factory=dict)


@dataclass
class Timetable:
    """A term's groups and sections."""

    term: str
    groups: list[Group]
    sections: dict[tuple[str, int], list[Section]]
    by_subject: dict[str, list[Group]]

    def section_of(self, student: Student) -> Section:
        """Return the section whose groups a student's pattern is planned for."""
        return self.sections[(student.programme.code, student.stage(THIS_YEAR))][student.section]


def sections_of(students: list[Student], syllabus: Syllabus) -> dict[tuple[str, int], list[Section]]:
    """Split the students who are here into sections by programme and stage, and write each one's section down."""
    blocks: dict[tuple[str, int], list[Student]] = defaultdict(list)
    for student in students:
        if student.status in ("active", "deferred", "zero_subject"):
            blocks[(student.programme.code, student.stage(THIS_YEAR))].append(student)
    sections = {}
    for programme, places in syllabus.curricula.items():
        for stage in sorted({place.stage for place in places}):
            members = blocks.get((programme, stage), [])
            count = max(1, -(-len(members) // SECTION_SIZE))
            made = [Section(programme, stage, n, len(members[n::count])) for n in range(count)]
            for index, student in enumerate(members):
                student.section = index % count
            sections[(programme, stage)] = made
    return sections


class Planner:
    """Puts one term's groups into the week."""

    def __init__(
        self,
        term: str,
        syllabus: Syllabus,
        rooms: list[RoomEntry],
        evening: set[str],
        random: Random,
        popular: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Prepare an empty week; `evening` names the programmes taught outside working hours.

        `popular` subjects have fewer seats than takers in every group; it says how many want them, 0 where that is not
        known yet.
        """
        self.popular = popular
        self.term = term
        self.syllabus = syllabus
        self.rooms = sorted(rooms, key=lambda room: (room.capacity, room.code))
        self.evening = evening
        self.random = random
        self.groups: list[Group] = []
        self.by_subject: dict[str, list[Group]] = defaultdict(list)
        self.load: dict[Slot, int] = defaultdict(int)

    def plan(self, sections: dict[tuple[str, int], list[Section]]) -> Timetable:
        """Return the term's timetable with quotas, rooms and no clash inside a section."""
        part = self.term.rpartition("-")[2]
        own = {key: [Section(s.programme, s.stage, s.number, s.size) for s in made] for key, made in sections.items()}
        for (programme, stage), made in own.items():
            codes = [p.subject for p in self.syllabus.curricula[programme] if (p.stage, p.semester) == (stage, part)]
            for section in made:
                for code in codes:
                    self.place(section, self.syllabus.subjects[code])
        self.set_quotas()
        self.set_rooms()
        return Timetable(self.term, self.groups, own, dict(self.by_subject))

    def place(self, section: Section, subject: Subject) -> None:
        """Give a section its group of a subject: one that has room at a free slot, else a new one."""
        slots = EVENING if section.programme in self.evening else DAY
        busy = {group.slot for group in section.groups.values()}
        group = next(
            (
                group
                for group in self.by_subject[subject.code]
                if group.slot in slots and group.slot not in busy and group.expected + section.size <= SECTION_SIZE
            ),
            None,
        )
        if group is None:
            free = [slot for slot in slots if slot not in busy]
            least = min(self.load[slot] for slot in free)
            slot = self.random.choice([slot for slot in free if self.load[slot] <= least + 1])
            self.load[slot] += 1
            group = Group(subject.code, self.term, slot, str(1001 + len(self.by_subject[subject.code])))
            self.groups.append(group)
            self.by_subject[subject.code].append(group)
        group.expected += section.size
        section.groups[subject.code] = group

    def set_quotas(self) -> None:
        """Seats for everybody expected and a few more, except in the few groups that are scarce."""
        for group in self.groups:
            seats = int(group.expected * SLACK) + 3
            if self.random.random() < SCARCE and group.expected > SMALLEST_QUOTA:
                seats = int(group.expected * SCARCE_SEATS)
            group.quota = min(LARGEST_GROUP, max(SMALLEST_QUOTA, seats))
            if group.subject in self.popular:
                takers = self.popular[group.subject] // len(self.by_subject[group.subject]) or group.expected
                group.quota = min(LARGEST_GROUP, max(1, int(takers * SCARCE_SEATS)))

    def set_rooms(self) -> None:
        """Give each group the smallest free room that seats it; the largest groups choose first."""
        used: set[tuple[Slot, str]] = set()
        for group in sorted(self.groups, key=lambda g: (-g.quota, g.subject, g.code)):
            room = next((r for r in self.rooms if r.capacity >= group.quota and (group.slot, r.code) not in used), None)
            # Without a room the group meets online; rooms are never given twice.
            group.room = room.code if room else None
            if room:
                used.add((group.slot, room.code))


class TeachingStaff:
    """Teachers by department, made as they are needed: none has two groups at once or more than a fair load."""

    def __init__(self) -> None:
        """Begin without anybody."""
        self.departments: list[str] = []
        self._of: dict[str, list[int]] = defaultdict(list)

    def assign(self, timetable: Timetable, subjects: dict[str, Subject]) -> None:
        """Give every group of a term a teacher of the subject's department."""
        busy: set[tuple[int, Slot]] = set()
        load: dict[int, int] = defaultdict(int)
        for group in timetable.groups:
            department = subjects[group.subject].department
            teacher = next(
                (
                    number
                    for number in self._of[department]
                    if load[number] < GROUPS_PER_TEACHER and not any((number, slot) in busy for slot in group.slots)
                ),
                None,
            )
            if teacher is None:
                teacher = len(self.departments)
                self.departments.append(department)
                self._of[department].append(teacher)
            busy.update((teacher, slot) for slot in group.slots)
            load[teacher] += 1
            group.teacher = teacher


def _later(hour: int, minute: int, minutes: int) -> time:
    total = hour * 60 + minute + minutes
    return time(total // 60, total % 60)

"""A scratch university from real enrolments: their students, their subjects, and a week in which few of them clash."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from django.apps import apps
from django.conf import settings
from django.db import transaction

from registrar.areas.catalogue.actions.load_university import load_university
from registrar.areas.catalogue.programme_files import ProgrammeEntry, read_programmes
from registrar.areas.catalogue.room_file import RoomEntry, read_rooms
from registrar.areas.platform import clock
from registrar.demo.create import Created, Refused
from registrar.demo.history import TERM
from registrar.demo.load import Loader, analyse
from registrar.demo.names import Names
from registrar.demo.plan import Plan, Told
from registrar.demo.staff import Staff
from registrar.demo.students import THIS_YEAR, Student, Wish, born, student_number
from registrar.demo.syllabus import Place, Subject, Syllabus
from registrar.demo.timetable import Group, Slot, TeachingStaff, Timetable
from registrar.rulebook.academic_units import read_academic_units
from registrar.rulebook.places import universities_directory

LARGEST_GROUP = 120
SLACK = 1.04
SCARCE_SEATS = 0.9
# Lectures of an hour and fifty minutes: six a day, three on Saturdays.
SLOTS: tuple[Slot, ...] = (
    *((day, hour, 30) for day in range(1, 6) for hour in (8, 10, 12, 14, 16, 18)),
    *((6, hour, 30) for hour in (8, 10, 12)),
)


def create_from_demand(
    students: list[list[str]],
    subjects: dict[str, int],
    seats: Mapping[str, int] | None = None,
    *,
    university: Path | None = None,
    seed: int = 1,
    scarcity: float = 0.02,
    opening: datetime | None = None,
    told: Told = lambda *_: None,
) -> Created:
    """Make a university of these students and subjects, with all seats free, and return what each wants.

    A subject gets `seats` where given, else its enrolment and a few more, split into groups of at most 120; a share of
    `scarcity` of the subjects gets a tenth less than its enrolment. Raises Refused outside demonstration mode and in a
    database with studies, RulebookError when a data file of the university is wrong.
    """
    if not settings.DEMONSTRATION:
        raise Refused("this is not a demonstration (REGISTRAR_MODE); nothing was changed")
    if apps.get_model("studies", "Study").objects.exists():
        raise Refused("there are studies in this database already; demand needs an empty one")
    folder = university or universities_directory() / settings.UNIVERSITY
    plan = _plan(folder, students, subjects, seats or {}, Random(seed), scarcity)
    with transaction.atomic():
        load_university(folder)
        loader = Loader(plan, told)
        counts = loader.load(registered=False)
    analyse()
    if opening is not None:
        clock.set_to(opening)
    return Created(counts, [(loader.studies + i, student.wishes) for i, student in enumerate(plan.students)])


def _plan(
    folder: Path,
    wanted: list[list[str]],
    enrolment: dict[str, int],
    seats: Mapping[str, int],
    random: Random,
    scarcity: float,
) -> Plan:
    names, units = Names(folder), read_academic_units(folder)
    departments = sorted(code for code, unit in units.items() if unit.faculty is not None) or sorted(units)
    programmes = [
        p for p in read_programmes(folder) if p.demonstration and (p.level, p.mode) == ("bachelor", "full_time")
    ]
    # A code of the file may be a bare number; a letter before it makes it a subject code.
    syllabus = Syllabus(
        {
            code: Subject(f"X{code}", departments[n % len(departments)], f"Subject {code}", f"科目{code}", 3, 1 + n % 4)
            for n, code in enumerate(sorted(enrolment))
        }
    )
    groups = _groups(enrolment, seats, scarcity, random)
    weekly(groups, wanted)
    set_rooms(groups, read_rooms(folder / "rooms.yaml", folder.parent))
    timetable = Timetable(TERM, [g for code in sorted(groups) for g in groups[code]], {}, {})
    teaching = TeachingStaff()
    teaching.assign(timetable, syllabus.subjects)
    for group in timetable.groups:
        group.subject = f"X{group.subject}"
    timetable.by_subject = {f"X{code}": made for code, made in groups.items()}
    syllabus.subjects = {subject.code: subject for subject in syllabus.subjects.values()}
    students = [_student(i, codes, programmes, names, random) for i, codes in enumerate(wanted)]
    syllabus.curricula = _curricula(students)
    staff = Staff(names, random)
    staff.employ(sorted(units), teaching.departments, {})
    return Plan(programmes, syllabus, students, [timetable], staff, random)


def _curricula(students: Sequence[Student]) -> dict[str, list[Place]]:
    """Put what a programme's students take into its curriculum: real enrolments were no additional subjects."""
    taken: dict[str, set[str]] = defaultdict(set)
    for student in students:
        taken[student.programme.code].update(wish.subject for wish in student.wishes)
    return {
        programme: [Place(code, "free_elective", 1, TERM[-2:]) for code in sorted(codes)]
        for programme, codes in sorted(taken.items())
    }


def _student(i: int, codes: Sequence[str], programmes: list[ProgrammeEntry], names: Names, random: Random) -> Student:
    programme = programmes[i % len(programmes)]
    cohort = THIS_YEAR - i // len(programmes) % 4
    nonlocal_ = random.random() < 0.13
    return Student(
        programme=programme,
        cohort=cohort,
        residency="nonlocal" if nonlocal_ else "local",
        number=student_number(cohort, 10_000 + i, programme.level),
        name=names.nonlocal_(random) if nonlocal_ else names.local(random),
        born=born(programme.level, cohort, random),
        language="en",
        ability=0.0,
        wishes=[Wish(f"X{code}", "free_elective") for code in codes],
    )


def _groups(
    enrolment: dict[str, int], seats: Mapping[str, int], scarcity: float, random: Random
) -> dict[str, list[Group]]:
    groups = {}
    for code in sorted(enrolment):
        wanted = enrolment[code]
        total = seats.get(code, int(wanted * SLACK) + 2)
        if code not in seats and random.random() < scarcity:
            total = max(1, int(wanted * SCARCE_SEATS))
        count = max(1, -(-total // LARGEST_GROUP))
        groups[code] = [
            Group(
                subject=code,
                term=TERM,
                slot=SLOTS[0],
                code=str(1001 + n),
                expected=wanted // count,
                quota=total // count + (n < total % count),
                short=True,
            )
            for n in range(count)
        ]
    return groups


def weekly(groups: dict[str, list[Group]], wanted: list[list[str]]) -> None:
    """Put every group into the week, the most contended subjects first.

    A group goes where the fewest of the subject's students have another subject; a subject's groups spread over
    different slots, so that whoever clashes in one can take another.
    """
    together: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for codes in wanted:
        for one in codes:
            for other in codes:
                if one != other:
                    together[one][other] += 1
    placed: dict[str, list[int]] = {}
    load = [0] * len(SLOTS)
    for code in sorted(groups, key=lambda c: (-sum(together[c].values()), c)):
        cost = [0.0] * len(SLOTS)
        for other, count in together[code].items():
            for slot in placed.get(other, ()):
                cost[slot] += count / len(groups[other])
        chosen: list[int] = []
        for group in groups[code]:
            slot = min(range(len(SLOTS)), key=lambda s: (chosen.count(s), cost[s], load[s], s))
            chosen.append(slot)
            load[slot] += 1
            group.slot = SLOTS[slot]
        placed[code] = chosen


def set_rooms(groups: dict[str, list[Group]], rooms: list[RoomEntry]) -> None:
    """Give each group the smallest free room that seats it, the largest first; who finds none meets online."""
    by_size = sorted(rooms, key=lambda room: (room.capacity, room.code))
    used: set[tuple[Slot, str]] = set()
    everything = [group for made in groups.values() for group in made]
    for group in sorted(everything, key=lambda g: (-g.quota, g.subject, g.code)):
        room = next((r for r in by_size if r.capacity >= group.quota and (group.slot, r.code) not in used), None)
        if room:
            group.room = room.code
            used.add((group.slot, room.code))

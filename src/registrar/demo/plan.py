"""The whole demonstration university as plain objects, before anything touches the database."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from registrar.areas.catalogue.programme_files import ProgrammeEntry, read_programmes
from registrar.areas.catalogue.room_file import read_rooms
from registrar.demo.composing import compose
from registrar.demo.finishers import end_well
from registrar.demo.history import TERM, Life
from registrar.demo.law import read_law
from registrar.demo.names import Names
from registrar.demo.pattern import Pattern
from registrar.demo.personas import Scene, name_personas
from registrar.demo.staff import HOME, Staff
from registrar.demo.students import THIS_YEAR, Student, admit, cohorts_of
from registrar.demo.summer import plan_summer
from registrar.demo.syllabus import Syllabus
from registrar.demo.syllabus_file import read_syllabus
from registrar.demo.timetable import Planner, TeachingStaff, Timetable, sections_of
from registrar.kernel import AcademicYear
from registrar.rulebook.academic_units import read_academic_units
from registrar.rulebook.fees import FeeTables, load_fees

TERMS = (TERM, f"{AcademicYear(THIS_YEAR)}-S2")
STUDENTS_PER_PROGRAMME = 100
FEWEST_SELF_FINANCED = 12
POPULAR = 2  # compulsory subjects of a semester of HOME's last year have fewer seats than takers
Told = Callable[[str, int, int], None]


@dataclass
class Plan:
    """What is to be loaded: subjects and curricula, people with their past, three terms' timetables, the staff."""

    programmes: list[ProgrammeEntry]
    syllabus: Syllabus
    students: list[Student]
    timetables: list[Timetable]
    staff: Staff
    random: Random


def make_plan(university: Path, count: int, seed: int, told: Told = lambda *_: None) -> Plan:
    """Return the university for a number of students and a seed: the same for the same input, files included.

    `told(step, done, total)` hears how far it has come. Raises RulebookError when a data file can't be relied on.
    """
    random = Random(seed)
    fees, units, names = load_fees(university), read_academic_units(university), Names(university)
    programmes = chosen(read_programmes(university), count, fees)
    file = read_syllabus(university)
    syllabus = compose(file, programmes, {code: unit.heading for code, unit in units.items()})
    students = admit(programmes, count, fees, names, random)
    law = read_law(university)
    pattern = Pattern(syllabus, law)
    for done, student in enumerate(students):
        Life(student, pattern, law, random).live()
        if done % 500 == 0:
            told("history", done, len(students))
    popular = popular_subjects(programmes, syllabus)
    name_personas(students, Scene(pattern, popular))
    end_well(students, pattern, law)
    rooms = read_rooms(university / "rooms.yaml", university.parent)
    evening = {programme.code for programme in programmes if programme.mode != "full_time"}
    sections = sections_of(students, syllabus)
    takers = Counter(wish.subject for student in students for wish in student.wishes)
    timetables = [
        Planner(
            term, syllabus, rooms, evening, random, {code: takers[code] if term == TERM else 0 for code in popular}
        ).plan(sections)
        for term in TERMS
    ]
    timetables.append(plan_summer(file.summer, syllabus, rooms, count))
    teaching = TeachingStaff()
    for timetable in timetables:
        teaching.assign(timetable, syllabus.subjects)
    staff = Staff(names, random)
    advisees = Counter(student.programme.department for student in students)
    staff.employ(sorted(units), teaching.departments, advisees)
    return Plan(programmes, syllabus, students, timetables, staff, random)


def chosen(programmes: list[ProgrammeEntry], count: int, fees: FeeTables) -> list[ProgrammeEntry]:
    """Return the programmes that a university of this size runs: all UGC-funded ones, some of the self-financed."""
    admitting = [programme for programme in programmes if THIS_YEAR in cohorts_of(programme, fees)]
    ugc = [programme for programme in admitting if programme.funding == "ugc"]
    rest = [programme for programme in admitting if programme.funding != "ugc"]
    wanted = min(len(rest), max(FEWEST_SELF_FINANCED, count // STUDENTS_PER_PROGRAMME))
    # Spread over the list, so that every faculty has some.
    kept = [rest[number * len(rest) // wanted] for number in range(wanted)] if wanted else []
    return sorted([*ugc, *kept], key=lambda programme: programme.code)


def popular_subjects(programmes: list[ProgrammeEntry], syllabus: Syllabus) -> frozenset[str]:
    """Return what the department of the named sign-ins has too few seats for.

    These are the first compulsory subjects of its last year, and its General University Requirements.
    """
    found: list[str] = []
    for programme in programmes:
        if (programme.department, programme.funding, programme.level) == (HOME, "ugc", "bachelor"):
            last = (programme.normal_duration + 1) // 2
            for term in TERMS:
                codes = [
                    place.subject
                    for place in syllabus.curricula[programme.code]
                    if (place.stage, place.category) == (last, "compulsory")
                    and term.endswith(place.semester)
                    and syllabus.subjects[place.subject].department == HOME
                ]
                found += codes[:POPULAR]
    general = [place.subject for places in syllabus.curricula.values() for place in places if place.category == "gur"]
    return frozenset([*found, *(code for code in general if syllabus.subjects[code].department == HOME)])

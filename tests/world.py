"""A small university for tests: one term, a few subjects, students and staff, made row by row."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from registrar.areas.catalogue.models import CurriculumSubject, Department, Faculty, Programme, Subject, Term
from registrar.areas.people.models import Person, RoleAssignment, User
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.models import Offering, Registration, SubjectGroup
from registrar.areas.studies.models import Study, SubjectResult

DAY = timedelta(days=1)


def at(text: str) -> datetime:
    """Return a Hong Kong moment such as "2024-09-03 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=HONG_KONG)


def term(key: str = "2024/25-S1", starts: str = "2024-09-02") -> Term:
    """Make a term of thirteen teaching weeks with every date in its place."""
    start = date.fromisoformat(starts)
    year, part = int(key[:4]), ("S1", "S2", "ST").index(key[-2:])

    def moment(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, HONG_KONG)

    return Term.objects.get_or_create(
        key=key,
        defaults={
            "ordinal": year * 10 + part,
            "starts_on": start,
            "ends_on": start + 125 * DAY,
            "timetable_on": start - 38 * DAY,
            "registration_from": moment(start - 35 * DAY, time(8, 30)),
            "registration_to": moment(start - 24 * DAY, time(23, 59, 59)),
            "add_drop_from": moment(start, time(0)),
            "add_drop_to": moment(start + 13 * DAY, time(23, 59, 59)),
            "fee_deadline": start + 25 * DAY,
            "teaching_to": start + 89 * DAY,
            "exams_from": start + 94 * DAY,
            "exams_to": start + 110 * DAY,
            "results_final_on": start + 130 * DAY,
        },
    )[0]


def department(code: str = "COMP") -> Department:
    """Make a department in the Faculty of Engineering."""
    faculty, _ = Faculty.objects.get_or_create(code="FENG", defaults={"name_en": "Engineering", "name_zh": "工程學院"})
    names = {"faculty": faculty, "name_en": f"Department {code}", "name_zh": f"{code}學系"}
    return Department.objects.get_or_create(code=code, defaults=names)[0]


def programme(code: str = "61435", **fields: Any) -> Programme:
    """Make a UGC-funded full-time bachelor's programme of four years unless told otherwise."""
    defaults: dict[str, Any] = {
        "department": department(),
        "title_en": "BSc in Computing",
        "title_zh": "電子計算理學士",
        "level": "bachelor",
        "funding": "ugc",
        "mode": "full_time",
        "normal_duration": 8,
        "credits_required": 120,
    }
    return Programme.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def subject(code: str = "COMP1011", **fields: Any) -> Subject:
    """Make a three-credit subject; the level is the first digit of the code."""
    defaults = {
        "department": department(),
        "title_en": f"Subject {code}",
        "title_zh": f"科目 {code}",
        "credits": 3,
        "level": int(code[-4]),
    }
    return Subject.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def compulsory(on: Programme, what: Subject, stage: int = 1, semester: str = "S1") -> CurriculumSubject:
    """Make a subject compulsory on a programme."""
    return CurriculumSubject.objects.create(
        programme=on, subject=what, category=CurriculumSubject.Category.COMPULSORY, stage=stage, semester=semester
    )


def user(net_id: str, *roles: str, department: str = "", family: str = "Chan", given: str = "Tai Man") -> User:
    """Make an account with a person and offices."""
    made = User.objects.create(username=net_id, email=f"{net_id}@university.example")
    made.set_unusable_password()
    made.save()
    Person.objects.create(user=made, family_name=family, given_names=given, name_zh="陳大文")
    for role in roles:
        RoleAssignment.objects.create(user=made, role=role, department=department, since=date(2020, 1, 1))
    return made


def study(number: str = "24000001D", **fields: Any) -> Study:
    """Make a local full-time study of the 2024/25 cohort, with its student, unless told otherwise."""
    defaults: dict[str, Any] = {
        "programme": programme(),
        "cohort": "2024/25",
        "entry_term": term(),
        "mode": "full_time",
        "residency": "local",
    }
    student = fields.pop("student", None) or user(number.lower(), "student")
    return Study.objects.create(student=student, student_number=number, **(defaults | fields))


def group(
    what: Subject, when: Term | None = None, *, quota: int = 40, code: str = "1001", **fields: Any
) -> SubjectGroup:
    """Make a subject group, and the offering with the first one."""
    offering, _ = Offering.objects.get_or_create(subject=what, term=when or term())
    return SubjectGroup.objects.create(offering=offering, code=code, quota=quota, **fields)


def register(who: Study, where: SubjectGroup, when: str = "2024-09-03 10:00", **fields: Any) -> Registration:
    """Give a student a seat, past all rules."""
    defaults = {"credits": where.offering.subject.credits, "registered_at": at(when)}
    return Registration.objects.create(study=who, offering=where.offering, group=where, **(defaults | fields))


def result(who: Study, what: Subject, when: Term, grade: str, points: str | None, **fields: Any) -> SubjectResult:
    """Put a result on record, released long ago unless told otherwise."""
    failed = fields.pop("failed", grade in {"F", "S", "U"})
    defaults = {
        "credits": what.credits,
        "credits_earned": 0 if failed else what.credits,
        "released_on": date(2020, 1, 1),
        "failed": failed,
        "points": None if points is None else Decimal(points),
    }
    return SubjectResult.objects.create(study=who, subject=what, term=when, grade=grade, **(defaults | fields))

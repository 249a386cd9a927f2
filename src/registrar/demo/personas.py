"""The students whom the demonstration names: chosen from those there are, with numbers that can be told apart."""

from collections.abc import Callable
from datetime import date

from registrar.demo.sign_ins import STUDENTS
from registrar.demo.students import THIS_YEAR, Student, student_number

TODAY = date(THIS_YEAR, 9, 3)


def name_personas(students: list[Student]) -> None:
    """Give each persona the first student who fits, and that student the persona's number."""
    for persona, fits in FITTING.items():
        student = next((s for s in students if s.status == "active" and not s.persona and s.wishes and fits(s)), None)
        if student is not None:
            student.persona = persona
            student.number = student_number(student.cohort, STUDENTS[persona][0], student.programme.level)
            student.language = "zh-hant" if persona == "part_time" else "en"


def _ordinary(student: Student) -> bool:
    return (
        student.programme.department == "COMP"
        and student.programme.funding == "ugc"
        and student.cohort == THIS_YEAR - 1
        and student.admission == "first_year"
        and student.residency == "local"
        and not student.self_paced
        and not any(result.failed for result in student.results)
        and all(wish.kind == "normal" for wish in student.wishes)
        and len(student.wishes) >= 5
    )


def _probation(student: Student) -> bool:
    return (
        student.programme.level == "bachelor"
        and bool(student.standings)
        and student.standings[-1].standing == "probation"
        and len(student.wishes) >= 3
    )


def _nonlocal(student: Student) -> bool:
    return student.residency == "nonlocal" and student.programme.funding == "self_financed"


def _beyond(student: Student) -> bool:
    return student.cohort <= THIS_YEAR - student.years and student.programme.level == "bachelor"


def _part_time(student: Student) -> bool:
    bachelor = student.programme.level == "bachelor" and student.programme.mode == "part_time"
    return bachelor and 1 < student.stage(THIS_YEAR) < student.years


def _minor(student: Student) -> bool:
    birthday = (student.born.year + 18, student.born.month, student.born.day)
    return (
        student.cohort == THIS_YEAR
        and birthday > (TODAY.year, TODAY.month, TODAY.day)
        and student.programme.funding == "ugc"
    )


FITTING: dict[str, Callable[[Student], bool]] = {
    "ordinary": _ordinary,
    "probation": _probation,
    "nonlocal": _nonlocal,
    "beyond": _beyond,
    "part_time": _part_time,
    "minor": _minor,
}

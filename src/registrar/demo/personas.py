"""The students whom the demonstration names: chosen from those there are, with numbers that can be told apart."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from registrar.demo.pattern import Pattern
from registrar.demo.sign_ins import STUDENTS
from registrar.demo.staff import HOME
from registrar.demo.students import THIS_YEAR, Result, Student, Wish, student_number
from registrar.demo.syllabus import Place
from registrar.kernel import AcademicYear

TODAY = date(THIS_YEAR, 9, 3)
LAST_SEMESTER, LAST_SUMMER = (f"{AcademicYear(THIS_YEAR - 1)}-{part}" for part in ("S2", "ST"))
# After a deferred examination, and late enough for the week of the study plan to be running today.
LATE_RESULTS = date(THIS_YEAR, 8, 30)


@dataclass(frozen=True)
class Scene:
    """What a persona is chosen by: the syllabus, and the subjects whose groups are full."""

    pattern: Pattern
    popular: frozenset[str]


def name_personas(students: list[Student], scene: Scene) -> None:
    """Give each persona the first student who fits, that student the persona's number, and the story its turn."""
    for persona, (fits, arrange) in STORIES.items():
        student = next(
            (s for s in students if s.status == "active" and not s.persona and s.wishes and fits(s, scene)), None
        )
        if student is not None:
            student.persona = persona
            student.number = student_number(student.cohort, STUDENTS[persona][0], student.programme.level)
            student.language = "zh-hant" if persona == "part_time" else "en"
            arrange(student, scene)


def _nothing(student: Student, scene: Scene) -> None:
    """The story is told by the record alone."""


def _undergraduate(student: Student, cohort: int) -> bool:
    return (
        student.programme.level == "bachelor"
        and student.programme.mode == "full_time"
        and student.programme.funding == "ugc"
        and student.cohort == cohort
        and student.admission == "first_year"
        and student.residency == "local"
        and not student.self_paced
        and not student.approvals
        and (not student.standings or student.standings[-1].standing == "progressing")
    )


def _ordinary(student: Student, scene: Scene) -> bool:
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


def _last_one_open(student: Student, scene: Scene) -> None:
    student.without = (student.wishes[-1].subject,)


def _probation(student: Student, scene: Scene) -> bool:
    return (
        student.programme.level == "bachelor"
        and student.cohort == THIS_YEAR - 1
        and bool(student.standings)
        and (student.standings[-1].term, student.standings[-1].standing) == (LAST_SEMESTER, "probation")
        and len(student.wishes) >= 3
    )


def _told_late(student: Student, scene: Scene) -> None:
    """The results came late, so the study plan is not agreed yet."""
    student.announced[LAST_SEMESTER] = LATE_RESULTS
    student.approvals = [one for one in student.approvals if one[0] != "probation_load"]


def _nonlocal(student: Student, scene: Scene) -> bool:
    return student.residency == "nonlocal" and student.programme.funding == "self_financed"


def _beyond(student: Student, scene: Scene) -> bool:
    return student.cohort <= THIS_YEAR - student.years and student.programme.level == "bachelor"


def _part_time(student: Student, scene: Scene) -> bool:
    bachelor = student.programme.level == "bachelor" and student.programme.mode == "part_time"
    return bachelor and 1 < student.stage(THIS_YEAR) < student.years


def _minor(student: Student, scene: Scene) -> bool:
    birthday = (student.born.year + 18, student.born.month, student.born.day)
    return (
        student.cohort == THIS_YEAR
        and student.admission == "first_year"
        and birthday > (TODAY.year, TODAY.month, TODAY.day)
        and student.programme.funding == "ugc"
    )


def _final_year(student: Student, scene: Scene) -> bool:
    last = student.stage(THIS_YEAR) == student.years and student.programme.department == HOME
    return last and _undergraduate(student, THIS_YEAR - student.years + 1) and bool(_sought(student, scene))


def _sought(student: Student, scene: Scene) -> list[str]:
    return [wish.subject for wish in student.wishes if wish.subject in scene.popular and wish.kind == "normal"]


def _left_out(student: Student, scene: Scene) -> None:
    student.without = (_sought(student, scene)[0],)


def _failures(student: Student) -> Counter[str]:
    """How often the student has failed what is not passed yet."""
    passed = {result.subject for result in student.results if not result.failed}
    return Counter(r.subject for r in student.results if r.failed and r.subject not in passed)


def _once_failed(student: Student) -> list[str]:
    failures = _failures(student)
    return [wish.subject for wish in student.wishes if wish.kind == "retake" and failures[wish.subject] == 1]


def _retaker(student: Student, scene: Scene) -> bool:
    return _undergraduate(student, THIS_YEAR - 1) and len(_once_failed(student)) == 1 and len(student.wishes) >= 4


def _retake_open(student: Student, scene: Scene) -> None:
    student.without = (_once_failed(student)[0],)


def _twice_failed(student: Student, scene: Scene) -> list[str]:
    taught = {place.subject for place in _places(student, scene, "S1")}
    return [
        code
        for code, times in _failures(student).items()
        if times == 2 and code in taught and scene.pattern.subjects[code].max_retakes is None
    ]


def _places(student: Student, scene: Scene, part: str) -> list[Place]:
    """What the programme teaches in a semester, up to the student's year."""
    stages = scene.pattern.stages[student.programme.code].items()
    return [
        place for (stage, p), places in stages for place in places if p == part and stage <= student.stage(THIS_YEAR)
    ]


def _second_retake(student: Student, scene: Scene) -> bool:
    bachelor = student.programme.level == "bachelor" and student.programme.mode == "full_time"
    return bachelor and student.cohort == THIS_YEAR - 2 and len(_twice_failed(student, scene)) == 1


def _not_asked_yet(student: Student, scene: Scene) -> None:
    """The second retake is not approved and not registered: asking for it is what there is to do."""
    student.without = tuple(_twice_failed(student, scene))
    student.approvals = [one for one in student.approvals if one[0] != "second_retake"]


def _assigned(student: Student, scene: Scene) -> bool:
    return _undergraduate(student, THIS_YEAR) and student.born.year < THIS_YEAR - 18 and len(student.wishes) >= 5


def _assign(student: Student, scene: Scene) -> None:
    """The department has registered the compulsory subjects; the others are the student's own affair."""
    for wish in student.wishes:
        wish.kind = "assigned" if wish.category == "compulsory" else wish.kind
    student.without = tuple(wish.subject for wish in student.wishes if wish.category != "compulsory")


def _follow_ons(student: Student, scene: Scene) -> list[tuple[Place, Result]]:
    """Subjects of this semester whose pre-requisite the student has failed once, with that failure."""
    failed = {r.subject: r for r in student.results if r.term == LAST_SEMESTER and _failures(student)[r.subject] == 1}
    return [
        (place, failed[other])
        for place in scene.pattern.stages[student.programme.code].get((student.stage(THIS_YEAR), "S1"), [])
        for group in scene.pattern.before.get(place.subject, {}).values()
        for other, _ in group
        if other in failed and len(group) == 1
    ]


def _unqualified(student: Student, scene: Scene) -> bool:
    return _undergraduate(student, THIS_YEAR - 1) and bool(_follow_ons(student, scene))


def _fail_again(student: Student, scene: Scene) -> None:
    """The department registered the follow-on in July; then the retake in the Summer Term was failed too."""
    place, first = _follow_ons(student, scene)[0]
    student.results.append(replace(first, term=LAST_SUMMER, attempt=first.attempt + 1))
    student.wishes.append(Wish(place.subject, place.category, "assigned"))
    student.unqualified = True


def _planner(student: Student, scene: Scene) -> bool:
    stage = scene.pattern.stages[student.programme.code].get((student.stage(THIS_YEAR), "S2"), [])
    return _undergraduate(student, THIS_YEAR - 2) and not _failures(student) and len(stage) >= 5


def _plan_ahead(student: Student, scene: Scene) -> None:
    student.planned = True


Story = tuple[Callable[[Student, Scene], bool], Callable[[Student, Scene], None]]
STORIES: dict[str, Story] = {
    "ordinary": (_ordinary, _last_one_open),
    "probation": (_probation, _told_late),
    "nonlocal": (_nonlocal, _nothing),
    "beyond": (_beyond, _nothing),
    "part_time": (_part_time, _nothing),
    "minor": (_minor, _nothing),
    "final_year": (_final_year, _left_out),
    "retaker": (_retaker, _retake_open),
    "second_retake": (_second_retake, _not_asked_yet),
    "assigned": (_assigned, _assign),
    "unqualified": (_unqualified, _fail_again),
    "planner": (_planner, _plan_ahead),
    "offered": (_final_year, _left_out),
    "fallen": (_ordinary, _nothing),
    "transferred": (_part_time, _nothing),
}

"""Students of the demonstration at the end of their way: finishing this semester, one thing short, or through.

Their past is lived anew, each with dice of their own, so that nobody else's changes.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random

from registrar.demo.history import WORK_INTEGRATED_GRADE, Life
from registrar.demo.pattern import Law, Pattern
from registrar.demo.personas import LAST_SUMMER
from registrar.demo.sign_ins import STUDENTS
from registrar.demo.staff import HOME
from registrar.demo.students import MINOR_ONE_IN, THIS_YEAR, Student, student_number

# Good enough for the highest class, and fair.
BEST, FAIR = 3.4, 0.9
FIRST_CLASS = 365  # GPA in hundredths, with a little to spare
LIVES = 40
FINISHING, GRADUANDS = 8, 3

Test = Callable[[Student, Life], bool]


def end_well(students: list[Student], pattern: Pattern, law: Law) -> None:
    """Bring some students to the end of their studies, and name four of them; fewer where the university is small."""
    again = _Again(pattern, law)
    late = _of(students, lambda s: s.status == "active" and s.cohort <= THIS_YEAR - s.years and _degree(s))
    finishing = [
        student
        for place, student in enumerate(islice(late, FINISHING))
        if again.live(student, FAIR if place else BEST, _one_semester_left, autumn=True)
    ]
    if len(finishing) > 1:
        _name(finishing[0], "finishing")
        _without_practice(finishing[1])
    through = list(_of(students, lambda s: s.status == "graduated"))
    for level, persona in (("bachelor", "graduate"), ("taught_postgraduate", "")):
        best = next((s for s in through if s.programme.level == level), None)
        if best is not None and again.live(best, BEST, _highest_class) and persona:
            _name(best, persona)
    waiting = [s for s in through if _degree(s) and not s.persona][:GRADUANDS]
    for student in waiting:
        student.status, student.left = "graduand", (LAST_SUMMER, "award_confirmed")
    if waiting:
        _name(waiting[0], "graduand")


class _Again:
    """Lives over again."""

    def __init__(self, pattern: Pattern, law: Law) -> None:
        self.pattern, self.law = pattern, law

    def live(self, student: Student, ability: float, fits: Test, *, autumn: bool = False) -> bool:
        """Throw the dice until the student fits; whoever never does keeps the first life."""
        kept = {name: getattr(student, name) for name in _LIVED}
        for throw in range(LIVES):
            _forget(student)
            student.ability, student.late_finisher, student.one_left = ability, autumn, autumn
            life = Life(student, self.pattern, self.law, Random(f"{student.number}/{throw}"))
            life.live()
            if fits(student, life):
                return True
        for name, value in kept.items():
            setattr(student, name, value)
        return False


_LIVED = (
    "ability", "late_finisher", "one_left", "results", "standings", "approvals", "wishes", "status", "left", "extended"
)  # fmt: skip


def _forget(student: Student) -> None:
    student.results, student.standings, student.approvals, student.wishes = [], [], [], []
    student.status, student.left, student.extended = "active", None, False


def _of(students: list[Student], wanted: Callable[[Student], bool]) -> Iterator[Student]:
    """Those wanted who have no name and no Minor, the department of the named sign-ins first."""
    found: Iterable[Student] = (s for i, s in enumerate(students) if i % MINOR_ONE_IN and not s.persona and wanted(s))
    return iter(sorted(found, key=lambda s: s.programme.department != HOME))


def _degree(student: Student) -> bool:
    programme = student.programme
    return (programme.level, programme.mode, programme.funding) == ("bachelor", "full_time", "ugc")


def _one_semester_left(student: Student, life: Life) -> bool:
    """Everything is passed but what is taken this semester, each for the first time."""
    wanted = {wish.subject for wish in student.wishes}
    return (
        student.status == "active"
        and bool(wanted)
        and set(life.backlog) == wanted
        and all(wish.kind == "normal" for wish in student.wishes)
        and student.standings[-1].standing == "progressing"
    )


def _highest_class(student: Student, life: Life) -> bool:
    return student.status == "graduated" and (student.standings[-1].gpa or 0) >= FIRST_CLASS


def _without_practice(student: Student) -> None:
    """Leave out the work-integrated part: everything else will be met."""
    missing = [result for result in student.results if result.grade == WORK_INTEGRATED_GRADE]
    if missing:
        student.results = [result for result in student.results if result not in missing]
        credits_ = sum(result.earned for result in missing)
        for standing in student.standings:
            if standing.term > missing[0].term:
                standing.credits_earned_total -= credits_
        _name(student, "one_condition")


def _name(student: Student, persona: str) -> None:
    student.persona, student.language = persona, "en"
    student.number = student_number(student.cohort, STUDENTS[persona][0], student.programme.level)

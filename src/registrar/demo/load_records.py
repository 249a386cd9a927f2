"""The plan's studies and their records, copied into their tables."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from registrar.demo.copying import copy_rows
from registrar.demo.numbering import Numbering
from registrar.demo.plan import TERMS
from registrar.demo.students import MINOR_ONE_IN, THIS_YEAR, Student
from registrar.kernel import AcademicYear

APPROVED_AT = "2024-08-20T10:00:00+08:00"


class RecordTables(Numbering):
    """Studies, results, standings, changes of status and approvals."""

    def studying(self) -> int:
        """A study for each student."""
        return copy_rows(
            "studies.Study",
            (
                "id",
                "student",
                "student_number",
                "programme",
                "stream",
                "minor",
                "cohort",
                "entry_term",
                "mode",
                "residency",
                "admission",
                "jupas",
                "status",
                "stage",
                "self_paced",
                "advisor",
            ),
            (self._study(i, student) for i, student in enumerate(self.plan.students)),
        )

    def _minor(self, i: int, student: Student) -> str | None:
        """A few students of other departments, from the second year of a full-time degree on, take a Minor."""
        programme = student.programme
        if (programme.level, programme.mode) != ("bachelor", "full_time") or student.stage(THIS_YEAR) < 2:
            return None
        fitting = [one.code for one in self.plan.syllabus.minors if one.department != programme.department]
        return fitting[i // MINOR_ONE_IN % len(fitting)] if fitting and i % MINOR_ONE_IN == 0 else None

    def _study(self, i: int, student: Student) -> tuple[Any, ...]:
        advisors = self.plan.staff.advisors[student.programme.department]
        cohort = str(AcademicYear(student.cohort))
        return (
            self.studies + i,
            self.users + i,
            student.number,
            student.programme.code,
            student.stream,
            self._minor(i, student),
            cohort,
            f"{cohort}-S1",
            student.programme.mode,
            student.residency,
            student.admission,
            student.jupas,
            student.status,
            student.stage(THIS_YEAR),
            student.self_paced,
            self.employees + advisors[0 if student.persona else i % len(advisors)],
        )

    def results(self) -> int:
        """Every attempt of the past, released the day after its term's results were final."""
        return copy_rows(
            "studies.SubjectResult",
            (
                "id",
                "study",
                "subject",
                "term",
                "attempt",
                "origin",
                "category",
                "credits",
                "grade",
                "points",
                "failed",
                "credits_earned",
                "released_on",
            ),
            self._results(),
        )

    def _results(self) -> Iterator[tuple[Any, ...]]:
        released = {key: self.released(key) for key in self.terms}
        number = self.next["studies.SubjectResult"]
        for i, student in enumerate(self.plan.students):
            for r in student.results:
                day = self.terms[r.term].starts_on if r.origin == "transferred" else released[r.term]
                day = student.announced.get(r.term, day)
                points = None if r.tenths is None else f"{r.tenths // 10}.{r.tenths % 10}"
                yield (
                    number,
                    self.studies + i,
                    r.subject,
                    r.term,
                    r.attempt,
                    r.origin,
                    r.category,
                    r.credits,
                    r.grade,
                    points,
                    r.failed,
                    r.earned,
                    day,
                )
                number += 1

    def standings(self) -> int:
        """How everybody stood after each semester."""
        released = {key: self.released(key) for key in self.terms}
        return copy_rows(
            "studies.TermStanding",
            (
                "id",
                "study",
                "term",
                "semester_gpa",
                "gpa",
                "credits_taken",
                "credits_earned_total",
                "standing",
                "counts",
                "decision",
                "released_on",
            ),
            (
                (
                    self.numbers("studies.TermStanding"),
                    self.studies + i,
                    s.term,
                    _hundredths(s.semester_gpa),
                    _hundredths(s.gpa),
                    s.credits_taken,
                    s.credits_earned_total,
                    s.standing,
                    True,
                    None,
                    student.announced.get(s.term) or released[s.term],
                )
                for i, student in enumerate(self.plan.students)
                for s in student.standings
            ),
        )

    def departures(self) -> int:
        """How those who have left came to leave."""
        return copy_rows(
            "studies.StatusChange",
            ("id", "study", "before", "after", "term", "reason", "decision", "actor", "at"),
            (
                (
                    self.numbers("studies.StatusChange"),
                    self.studies + i,
                    "active",
                    student.status,
                    student.left[0],
                    student.left[1],
                    None,
                    None,
                    f"{self.released(student.left[0])}T09:00:00+08:00",
                )
                for i, student in enumerate(self.plan.students)
                if student.left
            ),
        )

    def decided(self) -> int:
        """Approvals by the Heads of Department."""
        heads = self.plan.staff.heads
        return copy_rows(
            "studies.Approval",
            (
                "id",
                "study",
                "kind",
                "form",
                "term",
                "subject",
                "number",
                "reason",
                "granted_by",
                "granted_at",
                "revoked_at",
            ),
            (
                (
                    self.numbers("studies.Approval"),
                    self.studies + i,
                    kind,
                    form,
                    # An extension names the term it lasts to, the others the term they hold in.
                    TERMS[1] if kind == "extension" else TERMS[0],
                    subject,
                    number,
                    reason,
                    self.employees + heads[student.programme.department],
                    APPROVED_AT,
                    None,
                )
                for i, student in enumerate(self.plan.students)
                for kind, form, subject, number, reason in student.approvals
            ),
        )


def _hundredths(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-2).quantize(Decimal("0.01"))

"""How the subjects of a board went in a term."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from registrar.areas.assessment.models import Board, GradeSheet
from registrar.areas.registration.queries.offerings_of import offerings_of
from registrar.areas.studies.queries.grade_statistics import grades_given
from registrar.kernel import Bilingual

WHOLE = 100
CENT = Decimal("0.01")


@dataclass
class SubjectGrades:
    """A subject of a term: grade -> how often, the best first; offering and sheet, where there is one."""

    code: str
    title: Bilingual
    offering: Any = None
    sheet: int | None = None
    grades: dict[str, int] = field(default_factory=dict)
    points: Decimal = Decimal(0)
    graded: int = 0
    failed: int = 0

    @property
    def taken(self) -> int:
        """How many have a grade."""
        return sum(self.grades.values())

    @property
    def mean(self) -> Decimal | None:
        """Mean grade point of the graded ones, to two places."""
        return (self.points / self.graded).quantize(CENT, ROUND_HALF_UP) if self.graded else None

    @property
    def rate(self) -> int:
        """Pass rate in whole percent."""
        return round(WHOLE * (self.taken - self.failed) / self.taken)


def board_grades(board: Board, term: Any) -> list[SubjectGrades]:
    """Return the subjects of the board's department, or those that its programme's students took; three queries."""
    found: dict[str, SubjectGrades] = {}
    for one in grades_given(term.key, department=board.department_id, programme=board.programme_id):
        row = found.setdefault(one.subject, SubjectGrades(one.subject, one.title))
        row.grades[one.grade] = row.grades.get(one.grade, 0) + one.count
        row.failed += one.count if one.failed else 0
        if one.points is not None:
            row.points += one.points * one.count
            row.graded += one.count
    offerings = offerings_of(term.key, None).filter(subject_id__in=found)
    for offering in offerings:
        found[offering.subject_id].offering = offering
    sheets = GradeSheet.objects.filter(offering__in=[one.pk for one in offerings])
    for sheet, code in sheets.values_list("pk", "offering__subject_id"):
        found[code].sheet = sheet
    return list(found.values())

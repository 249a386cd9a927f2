"""Teachers grade and submit, panels confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from random import Random

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.effects import codes_for
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.studies.models import TermStanding

BEST = Decimal("4.3")
"""Where the scale ends; only to place an average on it."""

SPREAD = 2.2
"""How far a student's grades lie from one another, in steps of the scale."""


def grade(sheets: Sequence[int], *, now: datetime, seed: int) -> Counter[str]:
    """Enter a grade for everybody on the sheets, submit them and make them final, as teacher and panel would.

    A student's grades scatter around the student's own ability; both follow from the seed.
    """
    counts: Counter[str] = Counter()
    for pk in sheets:
        sheet = GradeSheet.objects.select_related("offering__subject").get(pk=pk)
        graded = sheet.offering.subject.graded
        scale = _letters(codes_for(sheet.offering.term_id, now.date(), graded=graded), graded)
        lines = list(GradeEntry.objects.filter(sheet_id=pk).values_list("registration_id", "registration__study_id"))
        averages = _averages([study for _, study in lines])
        grades = {registration: _grade(scale, study, averages.get(study), pk, seed) for registration, study in lines}
        answer = enter_grades(pk, grades, actor=None, now=now)
        submit_sheet(pk, actor=None, now=now)
        finalise_sheet(pk, actor=None, now=now)
        counts["grades"] += answer.saved
        counts["grade sheets"] += 1
    return counts


def _letters(codes: Sequence[str], graded: bool) -> list[str]:
    """Return the codes that a teacher gives after an examination, the best first."""
    return [code for code in codes if code not in "SWIT"] if graded else [code for code in codes if code in "PU"]


def _averages(studies: Sequence[int]) -> dict[int, Decimal]:
    """Return study -> GPA after its latest term, for those who have one; one query."""
    rows = TermStanding.objects.filter(study_id__in=studies).exclude(gpa=None).order_by("term__ordinal")
    return dict(rows.values_list("study_id", "gpa"))


def _grade(scale: Sequence[str], study: int, average: Decimal | None, sheet: int, seed: int) -> str:
    """Draw a grade around the student's average so far; newcomers have an ability of their own."""
    worst = len(scale) - 1
    if average is None:
        centre = Random(f"{seed}:ability:{study}").betavariate(2.2, 3.0) * worst
    else:
        centre = worst * (1 - float(average / BEST))
    place = Random(f"{seed}:{study}:{sheet}").gauss(centre, SPREAD)
    return scale[max(0, min(worst, round(place)))]

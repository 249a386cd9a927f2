"""Teachers grade and submit, panels confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from random import Random

from registrar.areas.assessment.actions.enter_grades import enter_grades
from registrar.areas.assessment.actions.finalise_sheet import finalise_sheet
from registrar.areas.assessment.actions.review_sheet import review_sheet
from registrar.areas.assessment.actions.submit_sheet import submit_sheet
from registrar.areas.assessment.effects import codes_for, effects_of
from registrar.areas.assessment.queries.sheet_work import sheet_work
from registrar.areas.studies.queries.latest_gpas import latest_gpas

SPREAD = 2.2
"""How far a student's grades lie from one another, in steps of the scale."""


def grade(sheets: Sequence[int], *, now: datetime, seed: int, weak: Collection[int] = ()) -> Counter[str]:
    """Enter a grade for everybody on the sheets, submit them and make them final, as teacher and panel would.

    A student's grades scatter around the student's own ability; both follow from the seed. Those named as `weak` get
    the lowest.
    """
    counts: Counter[str] = Counter()
    for pk in sheets:
        work = sheet_work(pk)
        scale = _letters(codes_for(work.term, now.date(), graded=work.graded), work.graded)
        averages = latest_gpas([study for _, study in work.lines])
        best = effects_of(work.term, now.date())(scale[0], 1, work.graded).points
        grades = {
            registration: scale[-1]
            if study in weak
            else _grade(scale, best, study, averages.get(study), f"{seed}:{study}:{pk}", seed)
            for registration, study in work.lines
        }
        answer = enter_grades(pk, grades, actor=None, now=now)
        submit_sheet(pk, actor=None, now=now)
        finalise_sheet(pk, actor=None, now=now)
        counts["grades"] += answer.saved
        counts["grade sheets"] += 1
    return counts


def settle(sheets: Sequence[int], *, now: datetime) -> int:
    """Review and confirm the sheets that a panel on record had to meet for first; return how many became final."""
    for pk in sheets:
        review_sheet(pk, actor=None, now=now)
    return sum(finalise_sheet(pk, actor=None, now=now) == "final" for pk in sheets)


def _letters(codes: Sequence[str], graded: bool) -> list[str]:
    """Return the codes that a teacher gives after an examination, the best first."""
    return [code for code in codes if code not in "SWIT"] if graded else [code for code in codes if code in "PU"]


def _grade(
    scale: Sequence[str], best: Decimal | None, study: int, average: Decimal | None, draw: str, seed: int
) -> str:
    """Draw a grade around the student's average so far; newcomers have an ability of their own.

    `best` is the grade point that heads the scale, None where only pass and fail are given.
    """
    worst = len(scale) - 1
    if average is None or not best:
        centre = Random(f"{seed}:ability:{study}").betavariate(2.2, 3.0) * worst
    else:
        centre = worst * (1 - float(average / best))
    place = Random(draw).gauss(centre, SPREAD)
    return scale[max(0, min(worst, round(place)))]

"""Students before a board: one in each group, graded past teacher and panel."""

from datetime import date

from tests import world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.studies.models import TermStanding

TERM = "2024/25-S1"
BOARD = world.at("2025-01-17 10:00")
LATER = world.at("2025-01-20 10:00")
# Points of a grade, which the record copies from the scale of its year.
POINTS = {"A": "4.0", "B": "3.0", "C": "2.0", "D": "1.0", "F": "0.0"}


def graded(number, grade, **fields):
    """Give a student one final grade in the term, past teacher and panel."""
    study = world.study(number, **fields)
    subject = world.subject(f"COMP{1000 + int(number[5:8])}")
    registration = world.register(study, world.group(subject))
    open_grade_sheets(TERM)
    GradeEntry.objects.filter(registration=registration).update(grade=grade)
    GradeSheet.objects.filter(offering=registration.offering).update(stage="final")
    if grade in POINTS:
        world.result(study, subject, world.term(), grade, POINTS[grade], released_on=date(2025, 1, 11))
    return study


def low_before(study, gpa="1.20"):
    spring = world.term("2023/24-S2", "2024-01-15")
    TermStanding.objects.create(
        study=study, term=spring, semester_gpa=gpa, gpa=gpa, standing="probation", released_on="2024-06-01"
    )


def proposal(run, study):
    return run.proposals.get(study=study)

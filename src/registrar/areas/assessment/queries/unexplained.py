"""Lines whose grade departs from the proposed one without a word."""

from datetime import date

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.schemes import marks_of, scheme_of
from registrar.areas.assessment.totals import departs, proposed_grades


def unexplained(sheet: GradeSheet, today: date) -> list[int]:
    """Return the lines whose grade is not the proposed one and that have no note; at most four queries."""
    scheme = scheme_of(sheet.offering_id)
    if scheme is None:
        return []
    lines = list(sheet.entries.all())
    totals = proposed_grades(scheme, sheet.offering, marks_of(lines), lines, today)
    return [line.pk for line in lines if departs(line, totals.get(line.pk)) and not line.note]

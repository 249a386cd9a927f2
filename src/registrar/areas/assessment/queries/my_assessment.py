"""How a student's subjects of a term are assessed, and the marks once they are out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registrar.areas.assessment.models import AssessmentScheme, ComponentMark, GradeEntry, GradeSheet
from registrar.areas.assessment.queries.schemes import marks_of, schemes_of


@dataclass(frozen=True)
class MySubject:
    """One registration with its scheme; `marks` (component -> mark) only once the results are out."""

    registration: Any
    scheme: AssessmentScheme | None
    marks: dict[int, ComponentMark] | None


def my_assessment(registrations: Sequence[Any], today: date) -> list[MySubject]:
    """Return the subjects with their schemes, and the marks of those whose results are released; at most four queries.

    A pending grade shows no marks before it is settled: nothing of it is out.
    """
    schemes = schemes_of([row.offering_id for row in registrations])
    out = GradeEntry.objects.filter(
        registration__in=[row.pk for row in registrations],
        sheet__stage=GradeSheet.Stage.FINAL,
        sheet__releases_on__lte=today,
    ).exclude(grade="I")
    entries = {entry.registration_id: entry for entry in out}
    marks = marks_of(entries.values())
    return [
        MySubject(
            row,
            schemes.get(row.offering_id),
            marks.get(entries[row.pk].pk, {}) if row.pk in entries else None,
        )
        for row in registrations
    ]

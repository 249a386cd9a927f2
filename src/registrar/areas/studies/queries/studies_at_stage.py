"""Students of a programme in one year of study."""

from registrar.areas.studies.models import Study


def studies_at_stage(programme: str, stage: int, cohort: str = "") -> list[tuple[int, str]]:
    """Return (study, student number) of the enrolled students of a programme's year, by number; one query.

    `cohort` narrows to those admitted in an academic year.
    """
    rows = Study.objects.filter(programme_id=programme, stage=stage, status=Study.Status.ACTIVE)
    if cohort:
        rows = rows.filter(cohort=cohort)
    return list(rows.order_by("student_number").values_list("pk", "student_number"))

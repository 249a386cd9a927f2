"""Students of a programme in one year of study."""

from registrar.areas.studies.models import Study


def studies_at_stage(programme: str, stage: int) -> list[tuple[int, str]]:
    """Return (study, student number) of the enrolled students of a programme's year, by number; one query."""
    rows = Study.objects.filter(programme_id=programme, stage=stage, status=Study.Status.ACTIVE)
    return list(rows.order_by("student_number").values_list("pk", "student_number"))

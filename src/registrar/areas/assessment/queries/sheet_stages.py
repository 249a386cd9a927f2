"""How far the grade sheets of a term have come."""

from collections.abc import Collection

from django.db.models import Count

from registrar.areas.assessment.models import GradeSheet


def sheet_stages(term: str, departments: Collection[str] | None = None) -> dict[str, int]:
    """Return stage (open, submitted, reviewed, final) -> sheets, of some departments or (None) of all; one query."""
    rows = GradeSheet.objects.filter(offering__term_id=term)
    if departments is not None:
        rows = rows.filter(offering__subject__department_id__in=departments)
    found = dict(rows.order_by().values_list("stage").annotate(Count("pk")))
    return {stage: found.get(stage, 0) for stage in GradeSheet.Stage.values}

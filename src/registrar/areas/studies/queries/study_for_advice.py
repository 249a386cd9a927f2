"""One study with the people around it."""

from typing import Any

from registrar.areas.studies.models import Study


def study_for_advice(key: int) -> Any | None:
    """Return a study with student, programme, department, Minor and advisor, or None; one query."""
    rows = Study.objects.select_related(
        "programme__department", "student__person", "advisor__person", "minor", "entry_term"
    )
    return rows.filter(pk=key).first()

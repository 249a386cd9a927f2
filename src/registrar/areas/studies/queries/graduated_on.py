"""When a study led to its award."""

from datetime import date

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.models import StatusChange, Study


def graduated_on(study_id: int) -> date | None:
    """Return the day on which a graduated study was put on record as such; None for any other study. One query."""
    rows = StatusChange.objects.filter(
        study_id=study_id, after=Study.Status.GRADUATED, study__status=Study.Status.GRADUATED
    )
    at = rows.order_by("-at", "-pk").values_list("at", flat=True).first()
    return at.astimezone(HONG_KONG).date() if at else None

"""When a study fell away."""

from datetime import date

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.models import StatusChange, Study


def nullified_on(study: int, term: str) -> date | None:
    """Return the Hong Kong day on which a study was last nullified in a term, None where it wasn't; one query."""
    changes = StatusChange.objects.filter(study_id=study, term_id=term, after=Study.Status.NULLIFIED)
    at = changes.order_by("-at").values_list("at", flat=True).first()
    return at.astimezone(HONG_KONG).date() if at is not None else None

"""The nullification that a study stands under."""

from datetime import date, datetime
from typing import Any, NamedTuple

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.models import StatusChange, Study


class Nullification(NamedTuple):
    """When and why a study fell away: its change of status, term and day, and the stored decision behind it."""

    change: int
    study: int
    term: str
    at: datetime
    on: date
    decision: Any | None


def nullification_of(study: Study) -> Nullification | None:
    """Return the nullification of a study that stands nullified, None for any other; one query."""
    if study.status != Study.Status.NULLIFIED:
        return None
    rows = StatusChange.objects.filter(study=study, after=Study.Status.NULLIFIED).select_related("decision")
    row = rows.order_by("-at", "-pk").first()
    if row is None:
        return None
    return Nullification(row.pk, study.pk, row.term_id, row.at, row.at.astimezone(HONG_KONG).date(), row.decision)

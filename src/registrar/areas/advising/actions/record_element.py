"""A requirement without credits is recorded as met, or taken back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.advising.models import RecordedElement
from registrar.areas.advising.queries.audits import NoSuchStudy
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock


@transaction.atomic
def record_element(
    study_id: int, element: str, *, met_on: date, note: str, actor: Any, now: datetime
) -> RecordedElement:
    """Record an element as met on a day; one that is on record already is returned as it is.

    Raises NoSuchStudy, and ValueError for a day to come.
    """
    if met_on > now.astimezone(HONG_KONG).date():
        raise ValueError("an element isn't met on a day to come")
    if not lock({"studies.Study": [study_id]})["studies.Study"]:
        raise NoSuchStudy(study_id)
    made, _ = RecordedElement.objects.get_or_create(
        study_id=study_id,
        element=element,
        revoked_at=None,
        defaults={"met_on": met_on, "note": note, "entered_by": actor, "entered_at": now},
    )
    return made

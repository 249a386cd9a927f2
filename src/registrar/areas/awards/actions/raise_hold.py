"""Withholding certifications of somebody's study."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.models import CertificationHold
from registrar.areas.platform import locking


@transaction.atomic
def raise_hold(study_id: int, *, ground: str, reference: str, actor: Any, now: datetime) -> CertificationHold:
    """Put a disciplinary action or an unsettled matter on record (polyu-2024-25:7C-09).

    Orders are stopped by it when they are next looked at: when they are made, before they are printed. The same matter
    twice gives the hold that there is.
    """
    locking.hold({"studies.Study": [study_id]})
    given = {"study_id": study_id, "ground": ground, "reference": reference.strip(), "ended_at": None}
    return CertificationHold.objects.get_or_create(**given, defaults={"raised_at": now, "raised_by": actor})[0]

"""An element that was recorded as met is taken back; it stays on record."""

from datetime import datetime

from django.db import transaction

from registrar.areas.advising.models import RecordedElement
from registrar.areas.platform.locking import lock


@transaction.atomic
def revoke_element(element_id: int, *, now: datetime) -> bool:
    """Take a recorded element back from now on; False if it was already. Who did is in the row's history.

    Raises RecordedElement.DoesNotExist.
    """
    element = RecordedElement.objects.get(pk=element_id)
    lock({"studies.Study": [element.study_id]})
    return bool(RecordedElement.objects.filter(pk=element_id, revoked_at=None).update(revoked_at=now))

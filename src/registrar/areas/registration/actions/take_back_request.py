"""A student takes a request to the department back."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import SubjectRequest


@transaction.atomic
def take_back_request(request_id: int, *, now: datetime) -> bool:
    """End an open request; False where it had ended already. Raises SubjectRequest.DoesNotExist."""
    study = SubjectRequest.objects.values_list("registration__study_id", flat=True).get(pk=request_id)
    lock({"studies.Study": [study]})
    rows = SubjectRequest.objects.filter(pk=request_id, state=SubjectRequest.State.OPEN)
    return bool(rows.update(state=SubjectRequest.State.TAKEN_BACK, ended_at=now))

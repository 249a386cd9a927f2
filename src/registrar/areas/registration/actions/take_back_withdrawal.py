"""A student takes a request to leave a subject back."""

from datetime import datetime

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.registration.models import WithdrawalRequest


@transaction.atomic
def take_back_withdrawal(request_id: int, *, now: datetime) -> bool:
    """End an open request; False where it had ended already. Raises WithdrawalRequest.DoesNotExist."""
    study = WithdrawalRequest.objects.values_list("registration__study_id", flat=True).get(pk=request_id)
    lock({"studies.Study": [study]})
    rows = WithdrawalRequest.objects.filter(pk=request_id, state=WithdrawalRequest.State.OPEN)
    return bool(rows.update(state=WithdrawalRequest.State.TAKEN_BACK, awaiting="", ended_at=now))

"""An approval is taken back; it stays on record."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.locking import lock
from registrar.areas.studies.models import Approval


@transaction.atomic
def revoke_approval(approval_id: int, *, actor: Any, now: datetime) -> bool:
    """Take an approval back from now on; False if it was already. What was done under it stands.

    Who took it back is in the row's history. Raises Approval.DoesNotExist.
    """
    approval = Approval.objects.get(pk=approval_id)
    lock({"studies.Study": [approval.study_id]})
    return bool(Approval.objects.filter(pk=approval_id, revoked_at=None).update(revoked_at=now))

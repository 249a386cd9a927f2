"""An exception is taken back; it stays on record."""

from datetime import datetime

from django.db import transaction

from registrar.areas.advising.models import AuditException
from registrar.areas.platform.locking import lock


@transaction.atomic
def revoke_exception(exception_id: int, *, now: datetime) -> bool:
    """Take an exception back from now on; False if it was already. Who did is in the row's history.

    Raises AuditException.DoesNotExist.
    """
    exception = AuditException.objects.get(pk=exception_id)
    lock({"studies.Study": [exception.study_id]})
    return bool(AuditException.objects.filter(pk=exception_id, revoked_at=None).update(revoked_at=now))

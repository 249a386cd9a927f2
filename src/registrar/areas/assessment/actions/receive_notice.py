"""The department takes a notice of extenuating circumstances on."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import ExtenuatingNotice
from registrar.areas.platform.locking import lock


@transaction.atomic
def receive_notice(key: int, *, remark: str, actor: Any, now: datetime) -> ExtenuatingNotice:
    """Note that the department has seen a notice, with its remark for panel and board; the first day stays."""
    study = ExtenuatingNotice.objects.values_list("study", flat=True).get(pk=key)
    lock({"studies.Study": [study]})
    row = ExtenuatingNotice.objects.get(pk=key)
    if row.received_at is None:
        row.received_by, row.received_at = actor, now
    row.remark = remark.strip()
    row.save(update_fields=["received_by", "received_at", "remark"])
    return row

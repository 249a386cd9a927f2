"""Ending what held certifications of somebody's study back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.awards.actions.resume_orders import resume_order
from registrar.areas.awards.models import CertificationHold, DocumentOrder
from registrar.areas.platform import locking


@transaction.atomic
def end_hold(hold_id: int, *, actor: Any, now: datetime) -> CertificationHold:
    """End a hold and take on the orders that waited for it, where nothing else is open (polyu-2024-25:7C-09).

    Ending it twice does nothing more. Raises CertificationHold.DoesNotExist.
    """
    study_id = CertificationHold.objects.values_list("study_id", flat=True).get(pk=hold_id)
    locking.hold({"studies.Study": [study_id]})
    hold = CertificationHold.objects.get(pk=hold_id)
    if hold.ended_at is not None:
        return hold
    hold.ended_at, hold.ended_by = now, actor
    hold.save(update_fields=["ended_at", "ended_by"])
    waiting = DocumentOrder.objects.filter(study_id=study_id, state=DocumentOrder.State.WITHHELD).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        resume_order(pk, actor=actor, now=now)
    return hold

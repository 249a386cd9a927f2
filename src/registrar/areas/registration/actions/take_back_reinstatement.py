"""A student takes an application for reinstatement back before its fee is paid."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.void_charges import void_charges
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.file_reinstatement import KIND
from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import fee_paid


@transaction.atomic
def take_back_reinstatement(key: int, *, actor: Any, now: datetime) -> bool:
    """End an open application and take its unpaid fee off the account; False where it is paid for or has ended.

    What is paid is with the department, and the fee isn't refunded (polyu-2024-25:5H-04). Raises
    Reinstatement.DoesNotExist.
    """
    return close_unpaid(key, Reinstatement.State.TAKEN_BACK, actor=actor, now=now) is not None


def close_unpaid(key: int, state: str, *, actor: Any, now: datetime) -> Reinstatement | None:
    """End an application whose fee is not paid, under its study's lock; None where it is paid or has ended."""
    lock({"studies.Study": Reinstatement.objects.filter(pk=key).values_list("study_id", flat=True)})
    row = Reinstatement.objects.select_related("charge__debit_note", "study__student", "decision").get(pk=key)
    if row.state not in Reinstatement.LIVE or fee_paid(row):
        return None
    if row.charge is not None:
        lock({"finance.DebitNote": [row.charge.debit_note_id] if row.charge.debit_note_id else []})
        row.charge.refresh_from_db()
        if fee_paid(row):
            return None
        void_charges(KIND, [row.charge.reference], actor=actor, now=now, notify=False)
    row.state, row.ended_at = state, now
    row.save(update_fields=["state", "ended_at"])
    return row

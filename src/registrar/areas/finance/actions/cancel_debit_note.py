"""Cancelling a debit note that has not been paid."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.cancel_debit_notes import cancel_debit_notes
from registrar.areas.finance.models import DebitNote
from registrar.areas.platform import locking
from registrar.kernel import Message


@dataclass(frozen=True)
class Cancellation:
    """What was done; `refused` says why nothing was."""

    note: DebitNote
    refused: Message | None = None


@transaction.atomic
def cancel_debit_note(note_id: int, *, actor: Any, now: datetime, notify: bool = True) -> Cancellation:
    """Reverse every charge of an unpaid note and mark it cancelled; what it charged may then be charged anew.

    A paid note is not cancelled (take the payment back first); cancelling twice does nothing more.
    """
    study_id = DebitNote.objects.values_list("study_id", flat=True).get(pk=note_id)
    locked = locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id]})
    note = locked["finance.DebitNote"][note_id]
    if note.state == DebitNote.State.PAID:
        return Cancellation(note, Message("finance.cancel.paid", {"number": note.number}))
    return Cancellation(cancel_debit_notes([note_id], actor=actor, now=now, notify=notify)[note_id])

"""Cancelling debit notes that have not been paid."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.reverse_transactions import reverse_transactions
from registrar.areas.finance.actions.tell import tell_each
from registrar.areas.finance.models import Charge, DebitNote
from registrar.areas.platform import locking

SETTLED = (DebitNote.State.CANCELLED, DebitNote.State.PAID)


@transaction.atomic
def cancel_debit_notes(
    notes: Collection[int], *, actor: Any, now: datetime, notify: bool = True
) -> dict[int, DebitNote]:
    """Reverse every charge of the unpaid ones among these notes and mark them cancelled; return key -> note.

    What they charged may then be charged anew. Paid and cancelled ones stay as they are. A fixed number of statements.
    """
    studies = dict(DebitNote.objects.filter(pk__in=set(notes)).values_list("pk", "study_id"))
    locked = locking.lock({"studies.Study": set(studies.values()), "finance.DebitNote": list(studies)})
    found: dict[int, DebitNote] = locked["finance.DebitNote"]
    fresh = [note for note in found.values() if note.state not in SETTLED]
    if not fresh:
        return found
    keys = [note.pk for note in fresh]
    charges = Charge.objects.filter(debit_note_id__in=keys, reversed_at=None)
    posted = [charge.transaction for charge in charges.select_related("transaction").order_by("id")]
    reverse_transactions(posted, actor=actor, now=now)
    charges.update(reversed_at=now)
    DebitNote.objects.filter(pk__in=keys).update(state=DebitNote.State.CANCELLED)
    for note in fresh:
        note.state = DebitNote.State.CANCELLED
    if notify:
        tell_each("finance.cancelled", [(note, locked["studies.Study"][note.study_id]) for note in fresh], now=now)
    return found

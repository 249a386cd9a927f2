"""Finding the notes whose deadline has passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.models import DebitNote, Payment
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True)
class Overdue:
    """A note that was not settled by its deadline, with the stored decision on what follows."""

    note: DebitNote
    decision: Any


@transaction.atomic
def mark_overdue(*, actor: Any, now: datetime) -> list[Overdue]:
    """Mark the outstanding notes whose deadline day has ended; return them with their decisions, ordered by study.

    A fixed number of statements. A note paid in the same moment is not marked: the change itself asks again. Running
    it twice, or a day late, marks nothing twice.
    """
    today = now.astimezone(HONG_KONG).date()
    due = DebitNote.objects.filter(state=DebitNote.State.OUTSTANDING, deadline__lt=today)
    locked = lock({"finance.DebitNote": due.values_list("pk", flat=True)})["finance.DebitNote"].values()
    still = (note for note in locked if note.state == DebitNote.State.OUTSTANDING and note.deadline < today)
    late = sorted(still, key=lambda note: (note.study_id, note.pk))
    DebitNote.objects.filter(pk__in=[note.pk for note in late]).update(state=DebitNote.State.OVERDUE)
    refused = _refused_by_bank(late)
    cache: dict[Any, Decision] = {}
    pairs = []
    for note in late:
        key = (note.amount, note.deadline, refused.get(note.pk))
        if key not in cache:
            facts = {"amount": note.amount, "deadline": note.deadline, "refused_by_bank_on": refused.get(note.pk)}
            cache[key] = decide("finance.overdue_consequence", facts, as_of=today, university=settings.UNIVERSITY)
        pairs.append((f"study:{note.study_id}", cache[key]))
    stored = decisions.store_many(pairs, actor=actor, now=now)
    return [Overdue(note, decision) for note, decision in zip(late, stored, strict=True)]


def _refused_by_bank(notes: Sequence[DebitNote]) -> dict[int, Any]:
    """Return note id -> day of the last payment that its bank took back."""
    taken = Payment.objects.filter(debit_note__in=notes, state=Payment.State.REVERSED).order_by("received_at")
    return {
        note: moment.astimezone(HONG_KONG).date() for note, moment in taken.values_list("debit_note_id", "received_at")
    }

"""Finding the notes whose deadline has passed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects

from registrar.areas.finance.facts import note_facts
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.under_way import with_open_orders
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.kernel import Decision
from registrar.rulebook import decide

UNDER_WAY = "enrolment.nullification.under_way"


@dataclass(frozen=True)
class Overdue:
    """A note that was not settled by its deadline, with the stored decision on what follows."""

    note: DebitNote
    decision: Any


@transaction.atomic
def mark_overdue(*, actor: Any, now: datetime) -> list[Overdue]:
    """Mark the outstanding notes whose deadline day has ended; return them with their decisions, ordered by study.

    A note with a payment under way that was begun in time isn't marked while the bank owes an answer: the rule then
    says so. A fixed number of statements. A note paid in the same moment is not marked: the change itself asks again.
    Running it twice, or a day late, marks nothing twice.
    """
    today = now.astimezone(HONG_KONG).date()
    due = DebitNote.objects.filter(state=DebitNote.State.OUTSTANDING, deadline__lt=today)
    locked = lock({"finance.DebitNote": due.values_list("pk", flat=True)})["finance.DebitNote"].values()
    still = (note for note in locked if note.state == DebitNote.State.OUTSTANDING and note.deadline < today)
    unpaid = sorted(still, key=lambda note: (note.study_id, note.pk))
    prefetch_related_objects(unpaid, "lines", "payments", with_open_orders())
    decided = [(note, _consequence(note, now)) for note in unpaid]
    late = [note for note, decision in decided if not _awaited(decision)]
    DebitNote.objects.filter(pk__in=[note.pk for note in late]).update(state=DebitNote.State.OVERDUE)
    pairs = [(f"study:{note.study_id}", decision) for note, decision in decided if not _awaited(decision)]
    stored = decisions.store_many(pairs, actor=actor, now=now)
    return [Overdue(note, decision) for note, decision in zip(late, stored, strict=True)]


def _awaited(decision: Decision) -> bool:
    return any(finding.message.key == UNDER_WAY for finding in decision.findings)


def _consequence(note: DebitNote, now: datetime) -> Decision:
    """Return what one note alone does; nullifying asks again, with all notes of the semester and a confirmed list."""
    facts = {"term": note.term_id, "notes": [note_facts(note, now)]}
    today = now.astimezone(HONG_KONG).date()
    return decide("enrolment.nullification", facts, as_of=today, university=settings.UNIVERSITY)

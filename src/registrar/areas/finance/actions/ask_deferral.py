"""Asking to pay a debit note's tuition later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.deferring import decide_deferral
from registrar.areas.finance.models import DebitNote, Deferral
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision

LIVE = (Deferral.State.ASKED, Deferral.State.GRANTED)


@dataclass(frozen=True)
class Asked:
    """The decision on record, and the application where one stands."""

    decision: Decision
    deferral: Deferral | None = None


@transaction.atomic
def ask_deferral(note_id: int, *, ground: str, statement: str, actor: Any, now: datetime) -> Asked:
    """Hand in an application to the Student Affairs Office (polyu-2024-25:8E-01, 8E-02); it is decided there.

    Whoever may not ask, or asks too late, gets the decision only. Asking again while one waits or stands changes
    nothing. Raises DebitNote.DoesNotExist.
    """
    note = locked_note(note_id)
    standing = Deferral.objects.select_related("decision").filter(debit_note=note, state__in=LIVE).first()
    if standing is not None:
        return Asked(decisions.read(standing.decision), standing)
    decision = decide_deferral(note, asked_on=now.astimezone(HONG_KONG).date(), ground=ground)
    stored = decisions.store(decision, subject=f"study:{note.study_id}", actor=actor, now=now)
    if not decision.allowed:
        return Asked(decision)
    made = Deferral.objects.create(
        debit_note=note,
        ground=ground,
        statement=statement.strip(),
        deadline=note.deadline,
        asked_by=actor,
        asked_at=now,
        decision=stored,
    )
    return Asked(decision, made)


def locked_note(note_id: int) -> DebitNote:
    """Lock a note with its student's row; return it as it is now, with what the rule looks at."""
    study_id = DebitNote.objects.values_list("study_id", flat=True).get(pk=note_id)
    locking.lock({"studies.Study": [study_id], "finance.DebitNote": [note_id]})
    rows = DebitNote.objects.select_related("study__programme", "term")
    return rows.prefetch_related("lines__decision").get(pk=note_id)

"""Putting on record what was decided about a cheque, cash or a draft that was handed in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.models import DebitNote
from registrar.areas.platform import decisions, working_calendar
from registrar.kernel import Decision
from registrar.rulebook import decide


@transaction.atomic
def check_paper(note_id: int, found: Mapping[str, Any], *, actor: Any, now: datetime) -> Decision:
    """Decide whether what was handed in for a note can be taken (polyu-2024-25:8C-11, 8C-13), and store the decision.

    `found` has the facts of finance.paper_payment that a person sees on the paper. Nothing is posted: the money is
    recorded when the bank has credited it.
    """
    note = DebitNote.objects.get(pk=note_id)
    facts = {
        **found,
        "term": note.term_id,
        "deadline": note.deadline,
        "closed_days": working_calendar.closed_days(note.deadline),
    }
    decision = decide("finance.paper_payment", facts, as_of=now.date(), university=settings.UNIVERSITY)
    decisions.store(decision, subject=f"study:{note.study_id}", actor=actor, now=now)
    return decision

"""Entering a department's special approval of a later deadline on a self-financed programme."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.answer_deferral import Answered, move
from registrar.areas.finance.actions.ask_deferral import LIVE, locked_note
from registrar.areas.finance.deferring import decide_deferral
from registrar.areas.finance.models import Deferral
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG

GROUND = Deferral.Ground.SPECIAL_APPROVAL


@transaction.atomic
def enter_special_deferral(
    note_id: int, *, deferred_to: date, reason: str, actor: Any, now: datetime
) -> Answered | None:
    """Move a note's deadline as the programme offering department approved (polyu-2024-25:8E-05).

    `reason` says who approved and why. A note with an application that waits or stands is left alone (None). What the
    rule refuses is answered with an unsaved deferral and its decision. Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("an approval needs a reason")
    note = locked_note(note_id)
    if Deferral.objects.filter(debit_note=note, state__in=LIVE).exists():
        return None
    today = now.astimezone(HONG_KONG).date()
    # Only a self-financed programme knows this approval: elsewhere the rule refuses the ground.
    decision = decide_deferral(note, asked_on=today, ground=GROUND, special_approval=True, deferred_to=deferred_to)
    stored = decisions.store(decision, subject=f"study:{note.study_id}", actor=actor, now=now)
    made = Deferral(
        debit_note=note,
        ground=GROUND,
        statement=reason.strip(),
        answer=reason.strip(),
        deadline=note.deadline,
        asked_by=actor,
        asked_at=now,
        state=Deferral.State.GRANTED,
        decided_by=actor,
        decided_at=now,
        decision=stored,
    )
    if not decision.allowed:
        return Answered(made, decision)
    if (refused := move(made, note, decision, deferred_to, actor, now)) is not None:
        return Answered(made, decision, refused)
    made.save()
    return Answered(made, decision)

"""Overdue fees of a semester are taken off the account, so that they can be asked for again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.arrears import arrears
from registrar.areas.finance.queries.held import held_on


@transaction.atomic
def clear_overdue(study_id: int, term: str, *, deadline: date, actor: Any, now: datetime) -> list[DebitNote]:
    """Cancel the overdue notes for a study's fees of a term and return them; billing then charges anew, by rule.

    An overdue note takes no payment, so what is owed needs a new one (polyu-2024-25:5H-02). Where a transfer is held
    towards a note, that note stays, with the new deadline. Doing it twice does nothing more. The caller holds the
    study's lock and bills the study afterwards.
    """
    overdue = [note for note in arrears(study_id, term) if note.state == DebitNote.State.OVERDUE]
    held = held_on([note.pk for note in overdue])
    kept = [note.pk for note in overdue if note.pk in held]
    DebitNote.objects.filter(pk__in=kept).update(state=DebitNote.State.OUTSTANDING, deadline=deadline)
    for note in overdue:
        if note.pk not in held:
            cancel_debit_note(note.pk, actor=actor, now=now, notify=False)
    return overdue

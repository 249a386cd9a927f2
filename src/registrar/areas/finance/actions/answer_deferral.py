"""Answering an application for deferral: the deadline moves, or it doesn't."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.ask_deferral import locked_note
from registrar.areas.finance.actions.cancel_debit_note import cancel_debit_note
from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.tell import tell
from registrar.areas.finance.deferring import decide_deferral, parts_of
from registrar.areas.finance.models import DebitNote, Deferral
from registrar.areas.finance.queries.held import held_on
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Decision, Message

State = Deferral.State
# The finding that says how much can be deferred, and by which clause no more.
AMOUNT = {f"finance.deferral.{key}" for key in ("initial_due", "initial_paid", "initial_elsewhere", "whole")}


class OwnDeferral(ValueError):
    """Whoever asked can't be the one who answers."""


@dataclass(frozen=True)
class Answered:
    """The application as it stands now; `decision` and `refused` say why nothing was granted.

    `repeated`: it had been answered or taken back before, and nothing was done.
    """

    deferral: Deferral
    decision: Decision | None = None
    refused: Message | None = None
    repeated: bool = False


@transaction.atomic
def answer_deferral(
    deferral_id: int, *, granted: bool, deferred_to: date | None, reason: str, actor: Any, now: datetime
) -> Answered:
    """Grant deferral to a day, or decline it, with a reason that the student reads (polyu-2024-25:8E-01).

    The note is decided on as it stands now, with the day on which the student asked. An application that was
    answered or taken back before stays as it is. A note that became overdue while the answer was awaited can still be
    deferred (a reading, finance.deferral_answered_late): it is outstanding again. Raises OwnDeferral, ValueError
    without a reason, and Deferral.DoesNotExist.
    """
    if not reason.strip():
        raise ValueError("an answer needs a reason")
    note = locked_note(Deferral.objects.values_list("debit_note_id", flat=True).get(pk=deferral_id))
    deferral = Deferral.objects.get(pk=deferral_id)
    if deferral.state != State.ASKED:
        return Answered(deferral, repeated=True)
    if deferral.asked_by_id == actor.pk:
        raise OwnDeferral(f"deferral {deferral_id} was asked for by the same person")
    if not granted:
        _close(deferral, State.DECLINED, reason, actor, now)
        tell("finance.deferral_declined", note, note.study, now=now, decision=deferral.decision)
        return Answered(deferral)
    asked_on = deferral.asked_at.astimezone(HONG_KONG).date()
    decision = decide_deferral(note, asked_on=asked_on, ground=deferral.ground, answering=True, deferred_to=deferred_to)
    deferral.decision = decisions.store(decision, subject=f"study:{note.study_id}", actor=actor, now=now)
    if not decision.allowed or deferred_to is None:
        return Answered(deferral, decision)
    if (refused := move(deferral, note, decision, deferred_to, actor, now)) is not None:
        return Answered(deferral, decision, refused)
    _close(deferral, State.GRANTED, reason, actor, now)
    return Answered(deferral, decision)


def move(
    deferral: Deferral, note: DebitNote, decision: Decision, deferred_to: date, actor: Any, now: datetime
) -> Message | None:
    """Give what may wait the later deadline, on the note itself or on one of its own; None, or why it can't be.

    What can't be deferred stays due by the old deadline (8E-03): the note is cancelled and charged again on two, with
    the same sum, since a note is paid whole.
    """
    if deferred_to < now.astimezone(HONG_KONG).date():
        return Message("finance.deferral.past", {"deferred_to": deferred_to})
    clause = next(finding.clause for finding in decision.findings if finding.message.key in AMOUNT)
    parts = parts_of(list(note.lines.all()), decision.result["due_now"].amount, str(clause))
    if not parts.now:
        # Overdue while the answer was awaited, it is not any more, and what held it lifts.
        note.deadline, note.state = deferred_to, DebitNote.State.OUTSTANDING
        note.save(update_fields=["deadline", "state"])
        later = note
    elif held_on([note.pk]):
        return Message("finance.deferral.held")
    else:
        cancel_debit_note(note.pk, actor=actor, now=now, notify=False)
        later = _split(note, parts, deferred_to, actor, now)
    deferral.deferred, deferral.deferred_to, deferral.deferred_note = later.amount, deferred_to, later
    tell("finance.deferral_granted", later, note.study, now=now, decision=deferral.decision)
    return None


def _split(note: DebitNote, parts: Any, deferred_to: date, actor: Any, now: datetime) -> DebitNote:
    """Charge a cancelled note again on two; the student is told of the first here. Returns the later one."""
    funding = note.study.programme.funding
    issued = {"term": note.term, "actor": actor, "now": now}
    issue_notes([NewNote(note.study, funding, parts.now)], deadline=note.deadline, **issued)
    (later,) = issue_notes([NewNote(note.study, funding, parts.later)], deadline=deferred_to, notify=False, **issued)
    return later


def _close(deferral: Deferral, state: str, reason: str, actor: Any, now: datetime) -> None:
    deferral.state, deferral.answer = state, reason.strip()
    deferral.decided_by, deferral.decided_at = actor, now
    deferral.save()

"""The department's decision on an application for reinstatement, and what follows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.finance.actions.clear_overdue import clear_overdue
from registrar.areas.finance.actions.raise_debit_notes import raise_debit_notes
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.file_reinstatement import charge_fee
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.actions.judge_reinstatement import judge_reinstatement, new_deadline
from registrar.areas.registration.actions.restore_places import restore_places
from registrar.areas.registration.actions.tell_reinstatement import tell_reinstatement
from registrar.areas.registration.models import Registration, Reinstatement
from registrar.areas.registration.queries.bills_of_term import bills_of_term
from registrar.areas.registration.queries.reinstatements import nullified_registrations
from registrar.areas.studies.actions.change_status import change_status
from registrar.kernel import Decision, Outcome

State = Reinstatement.State
NULLIFIED, ACTIVE = "nullified", "active"


@dataclass(frozen=True)
class Decided:
    """The application as it stands now, and the decision on record."""

    reinstatement: Reinstatement
    decision: Decision


@transaction.atomic
def decide_reinstatement(key: int, *, approved: bool, words: str, actor: Any, now: datetime) -> Decided:
    """Approve or refuse an application whose fee is paid, with a reason that the student reads (polyu-2024-25:5H-02).

    An approval gives back the status and the places that are still there, and asks for what is owed by a new deadline;
    where the edition charges approved cases, that waits for the fee (polyu-2018-19:3W-03). Before the fee is paid
    nothing is decided: the refused decision says so. Raises NotAwaited where somebody else decided or the application
    ended, ValueError without a reason, and Reinstatement.DoesNotExist.
    """
    if not words.strip():
        raise ValueError("a decision on reinstatement needs a reason")
    row, lost = locked(key)
    if row.state != State.OPEN or row.study.status != NULLIFIED:
        raise NotAwaited(f"reinstatement {key} has ended")
    asked = judge_reinstatement(row, now)
    turn = asked.outcome is Outcome.NEEDS_APPROVAL
    decision = judge_reinstatement(row, now, "approved" if approved else "refused") if turn else asked
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    if not turn:
        return Decided(row, decision)
    row.decision, row.decided_by, row.decided_at, row.words = stored, actor, now, words.strip()
    row.state = State.APPROVED if approved else State.REFUSED
    row.ended_at = None if approved else now
    row.save()
    if decision.result["reinstated"]:
        restore(row, lost, actor=actor, now=now)
    else:
        if approved:
            charge_fee(row, actor=actor, now=now, beforehand=False)
        tell_reinstatement(row, now=now)
    return Decided(row, decision)


def locked(key: int) -> tuple[Reinstatement, list[Registration]]:
    """Lock an application's study and the groups it lost places in; return it as it is now, with those places."""
    seen = Reinstatement.objects.select_related("nullification").get(pk=key)
    fell = seen.nullification
    lost = nullified_registrations(seen.study_id, fell.term_id, fell.at)
    lock({"studies.Study": [seen.study_id], "registration.SubjectGroup": [one.group_id for one in lost]})
    rows = Reinstatement.objects.select_related("nullification", "study__student", "charge__debit_note")
    return rows.get(pk=key), lost


def restore(row: Reinstatement, lost: list[Registration], *, actor: Any, now: datetime) -> None:
    """Give back status and places, ask for what is owed by a new deadline, and tell the student."""
    term = row.nullification.term_id
    today = now.astimezone(HONG_KONG).date()
    change_status(
        [row.study_id],
        ACTIVE,
        term=term,
        reason="reinstated",
        actor=actor,
        now=now,
        decisions={row.study_id: row.decision_id},
    )
    deadline = new_deadline(today)
    clear_overdue(row.study_id, term, deadline=deadline, actor=actor, now=now)
    restore_places(row, lost, actor=actor, now=now)
    row.state, row.ended_at = State.REINSTATED, now
    row.save(update_fields=["state", "ended_at", "decision"])
    raise_debit_notes(
        bills_of_term(term, today, row.study_id), term=term_by_key(term), deadline=deadline, actor=actor, now=now
    )
    tell_reinstatement(row, now=now)

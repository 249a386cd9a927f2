"""Correcting or withdrawing a deferral that was granted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.ask_deferral import locked_note
from registrar.areas.finance.actions.tell import tell
from registrar.areas.finance.figures import figure
from registrar.areas.finance.models import DebitNote, Deferral, DeferralChange
from registrar.areas.finance.queries.debts import OPEN
from registrar.areas.platform import working_calendar
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel import Message, WorkingDays

NOTICE = "finance.deferral_withdrawn_working_days"


@dataclass(frozen=True)
class Changed:
    """The deferral as it stands; `refused` says why nothing was done, `repeated` that it stood so before."""

    deferral: Deferral
    refused: Message | None = None
    repeated: bool = False


@transaction.atomic
def change_deferral(
    deferral_id: int, *, withdrawn: bool, deadline: date, reason: str, actor: Any, now: datetime
) -> Changed:
    """Give the deferred note another deadline, or withdraw the deferral, with a reason that the student reads.

    A correction names a day that hasn't passed and lies after the deadline before deferral. A withdrawal brings the
    deadline of before back while it hasn't passed, or a day that leaves the student the working days of the figure.
    What a granted deferral put on a note of its own stays there. Doing it twice does nothing more. Raises ValueError
    without a reason, and Deferral.DoesNotExist.
    """
    if not reason.strip():
        raise ValueError("a deferral is changed for a reason")
    found = Deferral.objects.values_list("deferred_note_id", "debit_note_id").get(pk=deferral_id)
    note = locked_note(found[0] or found[1])
    deferral = Deferral.objects.get(pk=deferral_id)
    if deferral.state == Deferral.State.WITHDRAWN or (not withdrawn and deferral.deferred_to == deadline):
        return Changed(deferral, repeated=True)
    today = now.astimezone(HONG_KONG).date()
    refused = _refused(deferral, note, today, withdrawn=withdrawn, deadline=deadline)
    if refused is not None or deferral.deferred_to is None:
        return Changed(deferral, refused)
    DeferralChange.objects.create(
        deferral=deferral,
        withdrawn=withdrawn,
        deadline_before=deferral.deferred_to,
        deadline=deadline,
        reason=reason.strip(),
        changed_by=actor,
        changed_at=now,
    )
    note.deadline, note.state = deadline, DebitNote.State.OUTSTANDING
    note.save(update_fields=["deadline", "state"])
    if withdrawn:
        deferral.state = Deferral.State.WITHDRAWN
    else:
        deferral.deferred_to = deadline
    deferral.save(update_fields=["state", "deferred_to"])
    tell("finance.deferral_withdrawn" if withdrawn else "finance.deferral_corrected", note, note.study, now=now)
    return Changed(deferral)


def leaves_time(day: date, today: date) -> bool | None:
    """Return whether a deadline leaves the working days that a withdrawal owes the student; None without a figure."""
    days = figure(NOTICE, today)
    if days is None:
        return None
    return bool(WorkingDays.without(working_calendar.closed_days(day)).before(day, days) >= today)


def _refused(deferral: Deferral, note: DebitNote, today: date, *, withdrawn: bool, deadline: date) -> Message | None:
    """Return why a granted deferral can't be changed so; None where it can."""
    if deferral.state != Deferral.State.GRANTED:
        return Message("finance.deferral_change.not_granted")
    if note.state not in OPEN:
        return Message("finance.deferral_change.settled", {"number": note.number})
    if deadline < today:
        return Message("finance.deferral_change.past", {"deadline": deadline})
    if not withdrawn:
        later = deadline > deferral.deadline
        return None if later else Message("finance.deferral_change.not_later", {"deadline": deferral.deadline})
    if deadline == deferral.deadline or leaves_time(deadline, today):
        return None
    return Message(
        "finance.deferral_change.too_soon", {"days": figure(NOTICE, today) or 0, "original": deferral.deadline}
    )

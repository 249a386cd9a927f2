"""Reminding students of debit notes that are not paid yet."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.tell import tell_of_reminders
from registrar.areas.finance.models import DebitNote, NoteReminder
from registrar.areas.platform import working_calendar
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.rulebook import decide

# How far ahead notes are looked at; the rule says on which days before the deadline a reminder is due.
AHEAD = timedelta(days=60)
CHUNK = 1000


def remind(*, now: datetime) -> int:
    """Send the reminders that are due today, in the portal and by mail; return how many.

    A fixed number of statements for a thousand notes, each thousand its own transaction. What was sent is on record
    and is not sent again: run twice nothing happens twice, and a run a day late sends one reminder and not two. Notes
    that are paid, cancelled, overdue or deferred to a day far ahead are left alone.
    """
    today = now.astimezone(HONG_KONG).date()
    waiting = DebitNote.objects.filter(
        state=DebitNote.State.OUTSTANDING, deadline__gte=today, deadline__lte=today + AHEAD
    )
    due_on = cache(lambda deadline, issued_on: _due(deadline, issued_on, today))
    dates = waiting.order_by("pk").values_list("pk", "deadline", "issued_on")
    wanted = [pk for pk, deadline, issued_on in dates if due_on(deadline, issued_on)]
    sent = 0
    for start in range(0, len(wanted), CHUNK):
        with transaction.atomic():
            sent += _portion(wanted[start : start + CHUNK], today, now)
    return sent


def _portion(keys: Sequence[int], today: date, now: datetime) -> int:
    """Remind of those of a portion that still wait and have had neither this reminder nor another one today."""
    locked = lock({"finance.DebitNote": keys})["finance.DebitNote"].values()
    had = set(NoteReminder.objects.filter(debit_note_id__in=keys).values_list("debit_note_id", "deadline", "days"))
    today_had = set(
        NoteReminder.objects.filter(debit_note_id__in=keys, sent_on=today).values_list("debit_note_id", flat=True)
    )
    due_on = cache(lambda deadline, issued_on: _due(deadline, issued_on, today))
    due = [
        (note, days)
        for note in locked
        if note.state == DebitNote.State.OUTSTANDING
        and note.pk not in today_had
        and (days := due_on(note.deadline, note.issued_on))
        and (note.pk, note.deadline, days) not in had
    ]
    NoteReminder.objects.bulk_create(
        [NoteReminder(debit_note=note, deadline=note.deadline, days=days, sent_on=today) for note, days in due]
    )
    tell_of_reminders([note.pk for note, _ in due], now=now)
    return len(due)


def _due(deadline: date, issued_on: date, today: date) -> int:
    """Return which reminder is due, in working days before the deadline; 0 for none, also where no edition binds."""
    closed = working_calendar.closed_days(deadline)
    facts = {"deadline": deadline, "issued_on": issued_on, "closed_days": closed}
    decision = decide("finance.reminder_due", facts, as_of=today, university=settings.UNIVERSITY)
    return int(decision.result.get("reminder", 0))

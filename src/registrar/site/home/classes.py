"""Which classes somebody has today, or next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from registrar.areas.registration.queries.classes_of import ClassMeeting
from registrar.site.home.records import Classes, ClassToday

#: How far ahead the next classes are looked for.
DAYS_AHEAD = 14


def classes_next(meetings: Iterable[ClassMeeting], term: Any, now: datetime) -> Classes | None:
    """Return today's classes, else those of the next day with any; None where none come within two weeks."""
    known = list(meetings)
    for ahead in range(DAYS_AHEAD + 1):
        day = now.date() + timedelta(days=ahead)
        there = [meeting for meeting in known if takes_place(meeting, term, day)]
        if there:
            return Classes(day, ahead == 0, tuple(_shown(meeting, day, now) for meeting in there))
    return None


def takes_place(meeting: ClassMeeting, term: Any, day: date) -> bool:
    """Does a weekly class meet on this day? Teaching weeks count from the first day of the term."""
    if not term.starts_on <= day <= term.teaching_to or meeting.weekday != day.isoweekday():
        return False
    return (day - term.starts_on).days // 7 + 1 in meeting.weeks


def _shown(meeting: ClassMeeting, day: date, now: datetime) -> ClassToday:
    return ClassToday(
        time=f"{meeting.starts_at:%H:%M}–{meeting.ends_at:%H:%M}",
        subject=meeting.subject,
        title=meeting.title,
        note=f"{meeting.kind} {meeting.group}",
        room=meeting.room,
        over=day == now.date() and meeting.ends_at < now.time(),
    )

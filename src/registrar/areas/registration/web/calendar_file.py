"""A student's classes as a calendar that a phone can subscribe to."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.working_calendar import calendar as working_calendar
from registrar.areas.registration.web.registration_parts import title_of
from registrar.kernel.bilingual import Bilingual
from registrar.ui.joining import phrase

WEEK = timedelta(days=7)


def calendar_of(rows: Iterable[Any], name: str, now: datetime) -> bytes:
    """Return registrations as an iCalendar file: one repeating event for each weekly meeting, in Hong Kong time.

    Weeks in which the meeting doesn't take place, and public holidays and other closed days, are left out one by one.
    """
    made = Calendar()
    made.add("prodid", "-//Registrar//Class timetable//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Asia/Hong_Kong")
    for row in rows:
        for meeting in row.group.meetings.all():
            event = _event(row, meeting, now)
            if event is not None:
                made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def days_of(meeting: Any, starts_on: date) -> list[date]:
    """Return the days on which a meeting takes place; teaching weeks count from the Monday of the term's first week."""
    monday = starts_on - timedelta(days=starts_on.weekday())
    days = [monday + (week - 1) * WEEK + timedelta(days=meeting.weekday - 1) for week in sorted(meeting.weeks)]
    closed = {day for year in {day.year for day in days} for day in working_calendar().closed_in(year)}
    return [day for day in days if day not in closed]


def _event(row: Any, meeting: Any, now: datetime) -> Event | None:
    days = days_of(meeting, row.offering.term.starts_on)
    if not days:
        return None
    subject = row.offering.subject
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}-{row.pk}@registrar")
    event.add("dtstamp", now)
    event.add("summary", f"{subject.pk} {title_of(subject)}")
    event.add("description", f"{meeting.get_kind_display()} {row.group.code}")
    if meeting.room_id:
        building = Bilingual(meeting.room.building_en, meeting.room.building_zh)
        event.add("location", phrase(meeting.room_id, building))
    event.add("dtstart", datetime.combine(days[0], meeting.starts_at, HONG_KONG))
    event.add("dtend", datetime.combine(days[0], meeting.ends_at, HONG_KONG))
    last = datetime.combine(days[-1], meeting.starts_at, HONG_KONG)
    if len(days) > 1:
        event.add("rrule", {"freq": "weekly", "until": last.astimezone(UTC)})
        skipped = [days[0] + step * WEEK for step in range(1, (days[-1] - days[0]).days // 7)]
        for day in skipped:
            if day not in days:
                event.add("exdate", datetime.combine(day, meeting.starts_at, HONG_KONG))
    return event

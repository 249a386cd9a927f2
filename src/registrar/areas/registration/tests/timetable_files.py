"""Timetable files for tests."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from tests import world

from registrar.areas.catalogue.models import Room
from registrar.areas.platform.files import keep
from registrar.areas.registration.actions.check_timetable import Source
from registrar.areas.registration.models import Meeting, SubjectGroup

HEAD = "Term,Subject,Group,Quota,Teacher NetID,Kind,Weekday,Start,End,Weeks,Room"
KEY = "2024/25-S1"
NOW = world.at("2024-08-20 10:00")


def room(code: str = "Z205", capacity: int = 60) -> Room:
    """Make a room."""
    return Room.objects.create(code=code, building_en="Block Z", building_zh="Z座", capacity=capacity)


def source(*lines: str, head: str = HEAD, **traits: Any) -> Source:
    """Keep a CSV file and return what names it."""
    world.term()
    content = "\n".join([head, *lines]).encode()
    return Source(keep(content, name="t.csv", content_type="text/csv", owner=None, now=NOW).pk, KEY, **traits)


def book(*lines: Any) -> bytes:
    """Return a workbook of these lines."""
    made = Workbook()
    for line in lines:
        made.active.append(line)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def meets(group: SubjectGroup, day: int, start: str, end: str, where: str | None = None, weeks: Any = None) -> Meeting:
    """Let a group meet."""
    weeks = list(weeks or range(1, 14))
    return Meeting.objects.create(
        group=group, weekday=day, starts_at=f"{start}:00", ends_at=f"{end}:00", weeks=weeks, room_id=where
    )

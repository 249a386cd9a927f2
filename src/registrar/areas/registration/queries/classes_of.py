"""The classes of one person in a term."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db.models import QuerySet

from registrar.areas.registration.models import Meeting, Registration
from registrar.kernel import Bilingual


@dataclass(frozen=True)
class ClassMeeting:
    """A weekly meeting: ISO weekday (Monday is 1), Hong Kong times, and the teaching weeks in which it takes place."""

    subject: str
    title: Bilingual
    group: str
    kind: Any
    weekday: int
    starts_at: time
    ends_at: time
    room: str
    weeks: frozenset[int]


def classes_of_study(study_id: int, term: str) -> list[ClassMeeting]:
    """Return the meetings of the groups that a student is registered in, by weekday and time; one query."""
    held = Registration.objects.filter(study_id=study_id, offering__term_id=term, state=Registration.State.REGISTERED)
    return _read(Meeting.objects.filter(group__in=held.values("group")))


def classes_of_teacher(teacher: Any, term: str) -> list[ClassMeeting]:
    """Return the meetings of the groups that somebody teaches, by weekday and time; one query."""
    return _read(
        Meeting.objects.filter(group__teacher=teacher, group__offering__term_id=term, group__offering__state="open")
    )


def _read(rows: QuerySet[Meeting]) -> list[ClassMeeting]:
    rows = rows.select_related("group__offering__subject", "room").order_by("weekday", "starts_at", "pk")
    return [
        ClassMeeting(
            subject=row.group.offering.subject_id,
            title=Bilingual(row.group.offering.subject.title_en, row.group.offering.subject.title_zh),
            group=row.group.code,
            kind=row.get_kind_display(),
            weekday=row.weekday,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            room=row.room.code if row.room else "",
            weeks=frozenset(row.weeks),
        )
        for row in rows
    ]

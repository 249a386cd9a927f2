"""The timetable of a term as it is, with everything that a new one is checked against."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from registrar.areas.catalogue.queries.teaching_places import departments_of_subjects, seats_of_rooms
from registrar.areas.catalogue.queries.term import term_by_key
from registrar.areas.people.queries.teachers import teachers
from registrar.areas.registration.facts.timetable_file import Slot
from registrar.areas.registration.models import Meeting, Offering, Registration, SubjectGroup, WaitingEntry

DAYS_OF_WEEK = 7
Key = tuple[str, str]


@dataclass(slots=True)
class Known:
    """A group that exists, with its meetings by primary key; `teacher` is a NetID, "" for nobody."""

    pk: int
    offering: int
    subject: str
    code: str
    quota: int
    taken: int
    held: int
    teacher: str
    slots: dict[int, Slot] = field(default_factory=dict)


@dataclass(slots=True)
class TimetableNow:
    """A term: its groups by (subject, group), offerings by subject, and what files may name."""

    term: str
    last_week: int
    groups: dict[Key, Known]
    offerings: dict[str, int]
    cancelled: set[str]
    subjects: dict[str, str]
    rooms: dict[str, int]
    teachers: dict[str, int]


def timetable_now(term_key: str) -> TimetableNow:
    """Read a term; seven queries, however large it is. Raises Term.DoesNotExist."""
    term = term_by_key(term_key)
    offerings = list(Offering.objects.filter(term_id=term_key).order_by().values_list("subject_id", "pk", "state"))
    fields = ("pk", "offering_id", "offering__subject_id", "code", "quota", "seats_taken", "held", "teacher__username")
    rows = SubjectGroup.objects.filter(offering__term_id=term_key).order_by().values_list(*fields)
    groups = {}
    for pk, offering, subject, code, quota, taken, held, teacher in rows:
        known = Known(pk, offering, subject, code, quota, taken, held, teacher or "")
        groups[known.pk] = known
    for pk, group, slot in _slots(term_key):
        groups[group].slots[pk] = slot
    return TimetableNow(
        term=term_key,
        last_week=(term.teaching_to - term.starts_on).days // DAYS_OF_WEEK + 1,
        groups={(one.subject, one.code): one for one in groups.values()},
        offerings={subject: pk for subject, pk, _state in offerings},
        cancelled={subject for subject, _pk, state in offerings if state == Offering.State.CANCELLED},
        subjects=departments_of_subjects(),
        rooms=seats_of_rooms(),
        teachers=teachers(),
    )


def _slots(term: str) -> list[tuple[int, int, Slot]]:
    rows = Meeting.objects.filter(group__offering__term_id=term).order_by("pk")
    values: Any = rows.values_list("pk", "group_id", "kind", "weekday", "starts_at", "ends_at", "weeks", "room_id")
    return [
        (pk, group, Slot(kind, day, f"{start:%H:%M}", f"{end:%H:%M}", tuple(sorted(weeks)), room or ""))
        for pk, group, kind, day, start, end, weeks, room in values
    ]


def used_groups(groups: Collection[int]) -> set[int]:
    """Return which of these groups anybody is or was registered in or waits for; two queries."""
    used = set(Registration.objects.filter(group__in=groups).order_by().values_list("group_id", flat=True).distinct())
    waited = WaitingEntry.objects.filter(group__in=groups).order_by().values_list("group_id", flat=True).distinct()
    return used | set(waited)


def registered_with(groups: Collection[int], term: str) -> dict[int, tuple[str, list[int]]]:
    """Return study -> (student number, groups of the term) of everybody in one of these groups; one query."""
    live = Registration.objects.filter(offering__term_id=term, state=Registration.State.REGISTERED)
    concerned = live.filter(group__in=groups).values("study_id")
    rows = live.filter(study_id__in=concerned).order_by("study__student_number", "group_id")
    found: dict[int, tuple[str, list[int]]] = defaultdict(lambda: ("", []))
    for study, number, group in rows.values_list("study_id", "study__student_number", "group_id"):
        found[study] = (number, [*found[study][1], group])
    return dict(found)

"""The timetable of a term as rows of a file."""

from collections.abc import Collection, Iterator
from typing import Any

from registrar.areas.registration.facts.offered_group import week_text
from registrar.areas.registration.facts.timetable_file import HEADS, KINDS, WEEKDAYS
from registrar.areas.registration.models import Meeting, Offering, SubjectGroup
from registrar.kernel import Bilingual

HEADINGS = list(HEADS.values())


def timetable_rows(term: str, departments: Collection[str] | None) -> Iterator[list[Any]]:
    """Yield a row for each meeting, and one for a group without; cancelled offerings are left out; two queries.

    The columns are those of `HEADS`; kinds and weekdays are Bilinguals, to be printed in the reader's language.
    """
    groups = SubjectGroup.objects.filter(offering__term_id=term, offering__state=Offering.State.OPEN)
    if departments is not None:
        groups = groups.filter(offering__subject__department_id__in=departments)
    meetings: dict[int, list[Any]] = {}
    for one in Meeting.objects.filter(group__in=groups).order_by("weekday", "starts_at", "pk"):
        meetings.setdefault(one.group_id, []).append(one)
    fields = ("offering__subject__title_en", "offering__subject__title_zh", "code", "quota", "teacher__username")
    values: Any = groups.order_by("offering__subject_id", "code").values_list("pk", "offering__subject_id", *fields)
    for pk, subject, title_en, title_zh, code, quota, teacher in values:
        head = [term, subject, title_en, title_zh, code, quota, teacher or ""]
        for one in meetings.get(pk, [None]):
            yield head + (_cells(one) if one else [""] * 6)


def _cells(one: Meeting) -> list[str | Bilingual]:
    times = [f"{one.starts_at:%H:%M}", f"{one.ends_at:%H:%M}"]
    return [KINDS[one.kind], WEEKDAYS[one.weekday - 1], *times, week_text(one.weeks), one.room_id or ""]

"""Subject groups with everything that registering in them depends on."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from registrar.areas.registration.models import Meeting, SubjectGroup
from registrar.rules.registration.timetable_clash import WeeklyMeeting


@dataclass(slots=True)
class OfferedGroup:
    """A subject group, its offering and its subject; `taken` counts places while the row is locked."""

    pk: int
    code: str
    quota: int
    taken: int
    offering: int
    state: str
    term: str
    subject: str
    title_en: str
    title_zh: str
    credits: int
    kind: str
    graded: bool
    retake_limit: int | None
    department: str
    meetings: tuple[WeeklyMeeting, ...] = ()

    @property
    def cancelled(self) -> bool:
        """True when the department cancelled the offering."""
        return self.state == "cancelled"


def offered_groups(keys: Collection[int]) -> dict[int, OfferedGroup]:
    """Return the groups by primary key, without their meetings; one query. Unknown keys are missing."""
    rows = (
        SubjectGroup.objects.filter(pk__in=keys)
        .order_by()
        .values_list(
            "pk",
            "code",
            "quota",
            "seats_taken",
            "offering_id",
            "offering__state",
            "offering__term_id",
            "offering__subject_id",
            "offering__subject__title_en",
            "offering__subject__title_zh",
            "offering__subject__credits",
            "offering__subject__kind",
            "offering__subject__graded",
            "offering__subject__max_retakes",
            "offering__subject__department_id",
        )
    )
    return {row[0]: OfferedGroup(*row) for row in rows}


def weekly_meetings(groups: Collection[int]) -> dict[int, tuple[WeeklyMeeting, ...]]:
    """Return group -> its weekly meetings, Monday first; one query."""
    rows = Meeting.objects.filter(group_id__in=groups).order_by("weekday", "starts_at")
    found: dict[int, list[WeeklyMeeting]] = {}
    for group, weekday, starts, ends, weeks in rows.values_list("group_id", "weekday", "starts_at", "ends_at", "weeks"):
        meeting = WeeklyMeeting.model_construct(
            weekday=weekday, starts=f"{starts:%H:%M}", ends=f"{ends:%H:%M}", weeks=week_text(weeks)
        )
        found.setdefault(group, []).append(meeting)
    return {group: tuple(meetings) for group, meetings in found.items()}


def week_text(weeks: Collection[int]) -> str:
    """Return teaching weeks in short: [1, 2, 3, 5] is `1-3,5`."""
    ordered = sorted(set(weeks))
    breaks = [0, *(place + 1 for place, (a, b) in enumerate(pairwise(ordered)) if b != a + 1), len(ordered)]
    runs = [ordered[start:end] for start, end in pairwise(breaks)]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs if run)

"""Other groups of planned subjects that have a place and fit the rest of the week."""

from collections.abc import Sequence
from typing import Any

from registrar.areas.registration.models import SubjectGroup
from registrar.areas.registration.queries.search_offerings import FREE

MOST = 4


def free_groups(planned: Sequence[Any], live: Sequence[Any]) -> dict[int, list[SubjectGroup]]:
    """Return offering -> groups with a free place that clash with nothing registered (`live`) or planned.

    At most four an offering, each with its meetings; two queries, however many subjects are planned. The rows are as
    `planned_groups` and `live_registrations` give them, with their groups' meetings.
    """
    offerings = {item.offering_id for item in planned}
    rows = (
        SubjectGroup.objects.filter(FREE, offering__in=offerings, offering__state="open")
        .exclude(pk__in=[item.group_id for item in planned])
        .select_related("teacher__person")
        .prefetch_related("meetings__room")
        .order_by("code")
    )
    found: dict[int, list[SubjectGroup]] = {}
    for group in rows:
        others = [row.group for row in (*planned, *live) if row.offering_id != group.offering_id]
        fits = not any(meet_at_once(group, other) for other in others)
        if fits and len(found.setdefault(group.offering_id, [])) < MOST:
            found[group.offering_id].append(group)
    return found


def meet_at_once(one: Any, two: Any) -> bool:
    """Return whether two groups meet at the same time in a week in which both meet."""
    return any(
        a.weekday == b.weekday
        and a.starts_at < b.ends_at
        and b.starts_at < a.ends_at
        and not set(a.weeks).isdisjoint(b.weeks)
        for a in one.meetings.all()
        for b in two.meetings.all()
    )

"""Waiting lists as students and departments see them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from registrar.areas.registration.models import ClosedList, Meeting, SubjectGroup, WaitingEntry
from registrar.areas.registration.models.waiting_entry import LIVE
from registrar.areas.registration.queries.search_offerings import FREE

States = WaitingEntry.State


def with_position(rows: QuerySet[WaitingEntry]) -> QuerySet[WaitingEntry]:
    """Add `position`: 1 for the next to be offered a place. It means something only for those who wait."""
    first = Q(need_class__lt=OuterRef("need_class"))
    first |= Q(need_class=OuterRef("need_class"), joined_at__lt=OuterRef("joined_at"))
    first |= Q(need_class=OuterRef("need_class"), joined_at=OuterRef("joined_at"), pk__lt=OuterRef("pk"))
    ahead = WaitingEntry.objects.filter(first, group=OuterRef("group"), state=States.WAITING).order_by()
    counted = Subquery(ahead.values("group").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return rows.annotate(position=Coalesce(counted, Value(0)) + 1)


def entries_of_study(study_id: int, *, live: bool) -> list[WaitingEntry]:
    """Return where a student waits, open offers first, or (not `live`) what became of it, the latest first.

    Each with group, meetings, subject, term and the decision about the class of need; two queries.
    """
    rows = WaitingEntry.objects.filter(study_id=study_id).select_related("group__offering__subject", "decision")
    if not live:
        ended = rows.exclude(state__in=LIVE).select_related("group__closed_list")
        return list(ended.order_by("-ended_at", "-pk"))
    meetings = Prefetch("group__meetings", Meeting.objects.select_related("room"))
    mine = with_position(rows.filter(state__in=LIVE)).prefetch_related(meetings)
    return list(mine.order_by("offer_ends_at", "joined_at", "pk"))


def entry_of_study(study_id: int, key: int) -> WaitingEntry | None:
    """Return one entry of the student with group, subject and study."""
    rows = WaitingEntry.objects.select_related("group__offering__subject", "study")
    return rows.filter(study_id=study_id, pk=key).first()


def open_offers(study_id: int) -> list[WaitingEntry]:
    """Return the places that are offered to a student, the one that ends first on top; one query."""
    rows = WaitingEntry.objects.filter(study_id=study_id, state=States.OFFERED)
    return list(rows.select_related("group__offering__subject").order_by("offer_ends_at"))


def lists_of(study_id: int, term: str) -> set[int]:
    """Return the groups of a term in whose lists a student stands; one query."""
    rows = WaitingEntry.objects.filter(study_id=study_id, state__in=LIVE, group__offering__term_id=term)
    return set(rows.order_by().values_list("group_id", flat=True))


def groups_with_places(offerings: Collection[int]) -> dict[int, list[SubjectGroup]]:
    """Return offering -> its groups with a free place that nobody waits for, with their meetings; two queries."""
    found: dict[int, list[SubjectGroup]] = {}
    rows = SubjectGroup.objects.filter(FREE, offering__in=offerings, offering__state="open").order_by("code")
    for group in rows.prefetch_related(Prefetch("meetings", Meeting.objects.select_related("room"))):
        found.setdefault(group.offering_id, []).append(group)
    return found


def position_for(group_id: int, need_class: int) -> int:
    """Return the place in the queue that somebody of a class would have who joined now; one query."""
    waiting = WaitingEntry.objects.filter(group_id=group_id, state=States.WAITING, need_class__lte=need_class)
    return waiting.count() + 1


def queue_of(group_id: int, *, live: bool) -> QuerySet[WaitingEntry]:
    """Return the queue of a group in its order behind the open offers, or (not `live`) who stood in it before.

    `place` orders it, `need_name` is the class of need by its name.
    """
    rows = WaitingEntry.objects.filter(group_id=group_id).select_related("study")
    rows = rows.filter(state__in=LIVE) if live else rows.exclude(state__in=LIVE)
    offered_first = Case(When(state=States.OFFERED, then=Value(0)), default=F("position"))
    named = KeyTextTransform("name", KeyTextTransform("result", "decision__body"))
    return with_position(rows).annotate(place=offered_first, need_name=named)


def closed_list(group_id: int) -> ClosedList | None:
    """Return when and why a department closed a group's list; None for an open one."""
    return ClosedList.objects.filter(group_id=group_id).first()


def time_left(until: datetime, now: datetime) -> tuple[int, int]:
    """Return whole hours and minutes until a moment; zeros once it is over."""
    seconds = max(int((until - now).total_seconds()), 0)
    return seconds // 3600, seconds % 3600 // 60


def refused_groups(bodies: Collection[dict[str, Any]], keys: Collection[str]) -> dict[tuple[str, str], int]:
    """Return (subject, group code) -> group for decisions refused by one of the messages; one query at most."""
    wanted = Q(pk__in=[])
    for body in bodies:
        if any(finding["message"]["key"] in keys for finding in body["findings"] if finding["holds"] is False):
            facts = body["facts"]
            wanted |= Q(code=facts["group"], offering__subject_id=facts["subject"], offering__term_id=facts["term"])
    rows = SubjectGroup.objects.filter(wanted).values_list("offering__subject_id", "code", "pk") if wanted else ()
    return {(subject, code): pk for subject, code, pk in rows}

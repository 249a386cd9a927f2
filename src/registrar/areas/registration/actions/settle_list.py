"""Take those off a waiting list who wait for nothing any more."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Greatest

from registrar.areas.registration.actions.tell_waiting import tell_waiting
from registrar.areas.registration.models import Registration, SubjectGroup, WaitingEntry
from registrar.areas.registration.models.waiting_entry import LIVE

ENROLLED = "active"
States = WaitingEntry.State


def settle_list(group: SubjectGroup, *, now: datetime) -> list[WaitingEntry]:
    """End the entries of a group that are over; return those that still wait, in their order.

    Over are those of students who are not enrolled any more, of students who have had a place in the subject since they
    joined (whoever joined to change groups goes on waiting), and offers that ran out, of which their students are told.
    The caller holds the lock of the group. At most six statements.
    """
    rows = list(_standing(group))
    gone = [row for row in rows if row.study.status != ENROLLED]
    placed = [row for row in rows if row not in gone and row.has_place]  # type: ignore[attr-defined]
    over = [row for row in rows if row.state == States.OFFERED and row.offer_ends_at and row.offer_ends_at < now]
    late = [row for row in over if row not in gone and row not in placed]
    for ended, state in ((gone, States.GONE), (placed, States.PLACED), (late, States.EXPIRED)):
        _end([row.pk for row in ended], state, now)
    if late:
        tell_waiting("expired", late, now=now)
    out = {row.pk for row in (*gone, *placed)}
    return [row for row in rows if row.state == States.WAITING and row.pk not in out]


def _standing(group: SubjectGroup) -> Collection[WaitingEntry]:
    held = Registration.objects.filter(
        study=OuterRef("study"), offering=group.offering_id, state=Registration.State.REGISTERED
    ).annotate(since=Greatest("registered_at", "decision__decided_at"))
    since_joined = held.filter(Q(group=group.pk) | Q(since__gte=OuterRef("joined_at")))
    rows = WaitingEntry.objects.filter(group=group.pk, state__in=LIVE).annotate(has_place=Exists(since_joined))
    return rows.select_related("study__student", "group__offering__subject").order_by("need_class", "joined_at", "pk")


def _end(keys: list[int], state: str, now: datetime) -> None:
    if keys:
        WaitingEntry.objects.filter(pk__in=keys).update(state=state, ended_at=now)

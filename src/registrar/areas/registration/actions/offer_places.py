"""Offer the free places of a group to those who wait, in their order."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.settle_list import settle_list
from registrar.areas.registration.actions.tell_waiting import tell_waiting
from registrar.areas.registration.facts.offer_deadline import deadline_facts
from registrar.areas.registration.facts.seats import Reserve, seat_for
from registrar.areas.registration.models import Offering, ReservedPlaces, SubjectGroup, WaitingEntry
from registrar.areas.studies.queries.enrolments import enrolments
from registrar.kernel import Decision
from registrar.rulebook import decide

Picked = list[tuple[WaitingEntry, int | None]]


@transaction.atomic
def offer_places(group_id: int, *, now: datetime) -> list[int]:
    """Offer every free place of a group to the next student whom it fits; return the entries that got an offer.

    The order is that of need, then of joining; nobody can change it. A reserved place is offered only to whom it is
    reserved for, an open one to anybody. First those leave the list who wait for nothing any more, and offers that ran
    out end. Each offer is kept as long as the rule registration.offer_deadline says; where that allows none, such as
    after add/drop, nothing is offered. The group is locked: looked at twice, a place is offered once.
    """
    if group_id not in lock({"registration.SubjectGroup": [group_id]})["registration.SubjectGroup"]:
        return []
    group = SubjectGroup.objects.select_related("offering__term", "offering__subject").get(pk=group_id)
    queue = settle_list(group, now=now)
    group.refresh_from_db(fields=["quota", "seats_taken", "held"])
    picked = _pick(group, queue) if queue and group.offering.state == Offering.State.OPEN else []
    if not picked:
        return []
    decision = _deadline(group, now)
    if not decision.allowed:
        return []
    return _offer(picked, decision, now)


def _pick(group: SubjectGroup, queue: Sequence[WaitingEntry]) -> Picked:
    """Go down the queue while there are places, giving reserved ones before open ones."""
    places = group.quota - group.seats_taken - group.held
    reserves = _reserves(group.pk) if group.held else ()
    if places <= 0 and not any(one.left for one in reserves):
        return []
    known = enrolments([row.study_id for row in queue]) if reserves else {}
    picked: Picked = []
    for row in queue:
        reserve = seat_for(known[row.study_id], None, reserves).reserve if reserves else None
        if reserve is not None:
            next(one for one in reserves if one.pk == reserve).left -= 1
        elif places > 0:
            places -= 1
        else:
            continue
        picked.append((row, reserve))
    return picked


def _reserves(group: int) -> tuple[Reserve, ...]:
    """Return the places of reserves that are neither taken nor offered."""
    offered = Count("offers", filter=Q(offers__state=WaitingEntry.State.OFFERED))
    rows = ReservedPlaces.objects.filter(group_id=group, released_at=None).annotate(left=F("places") - F("taken"))
    return tuple(
        Reserve(pk, programme, cohort, left - open_)
        for pk, programme, cohort, left, open_ in rows.annotate(open_offers=offered)
        .order_by("pk")
        .values_list("pk", "programme_id", "cohort", "left", "open_offers")
    )


def _deadline(group: SubjectGroup, now: datetime) -> Decision:
    facts = deadline_facts(group.offering.term, group.offering.subject_id, offered_at=now)
    return decide("registration.offer_deadline", facts, as_of=now.date(), university=settings.UNIVERSITY)


def _offer(picked: Picked, decision: Decision, now: datetime) -> list[int]:
    until: datetime = decision.result["until"]
    by_reserve: dict[int | None, list[int]] = defaultdict(list)
    for row, reserve in picked:
        by_reserve[reserve].append(row.pk)
        row.offer_ends_at = until
    for reserve, keys in by_reserve.items():
        WaitingEntry.objects.filter(pk__in=keys).update(
            state=WaitingEntry.State.OFFERED, offered_at=now, offer_ends_at=until, reserve_id=reserve
        )
    entries = [row for row, _ in picked]
    stored = decisions.store_many(((f"study:{row.study_id}", decision) for row in entries), actor=None, now=now)
    tell_waiting("offered", entries, now=now, decisions=stored)
    return [row.pk for row in entries]

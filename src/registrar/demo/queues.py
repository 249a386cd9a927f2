"""Who waits for a place in the full groups of the semester, and who has been offered one."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import F

from registrar.areas.platform import decisions
from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.facts.need_class import need_facts
from registrar.areas.registration.facts.picture import picture
from registrar.demo.plan import Plan
from registrar.rulebook import decide

# Of those in a queue, by their number in it: some have left, and some let an offer run out.
CYCLE, LEFT, EXPIRED = 8, 5, 7
APART = timedelta(minutes=11)
DAY = timedelta(days=1)
# The offers are two hours old when the demonstration opens.
EARLIER = timedelta(hours=2)
# These have still to find out that what they lack is full.
UNAWARE = frozenset({"final_year"})

Wanted = list[tuple[int, int, bool]]


def fill_queues(plan: Plan, first_study: int, term: str, opening: datetime) -> int:
    """Put those who got no place in a full group into its queue; return how many entries there are.

    Set-based. The classes of need and the offers come from the same rules and the same action as everybody's. The
    student whom the sign-ins name waits longest and has an open offer, and so has the first of one other list.
    """
    group_model = apps.get_model("registration", "SubjectGroup")
    _fill_up(plan, term)
    wanted = list(_wanted(plan, first_study, term))
    if not wanted:
        return 0
    entries = _entries(wanted, opening)
    apps.get_model("registration", "WaitingEntry").objects.bulk_create(entries, batch_size=1000)
    named = [group for _, group, is_named in wanted if is_named]
    others = sorted({group for _, group, _ in wanted} - set(named))
    for group in (*named, *others[:1]):
        group_model.objects.filter(pk=group).update(quota=F("quota") + 1)
        offer_places(group, now=opening - EARLIER)
    return len(entries)


def _fill_up(plan: Plan, term: str) -> None:
    """Leave no place in what the named student lacks, however small the university is."""
    lacking = [code for student in plan.students if student.persona == "offered" for code in student.without]
    groups = apps.get_model("registration", "SubjectGroup").objects.filter(offering__term_id=term)
    groups.filter(offering__subject_id__in=lacking).update(quota=F("seats_taken") + F("held"))


def _wanted(plan: Plan, first_study: int, term: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (study, group, whether it is the named student's) of everybody who lacks a subject that is full."""
    rows = apps.get_model("registration", "SubjectGroup").objects.filter(offering__term_id=term)
    groups: dict[str, list[int]] = defaultdict(list)
    free: set[str] = set()
    for group, subject, left in rows.order_by("pk").values_list(
        "pk", "offering__subject_id", F("quota") - F("seats_taken") - F("held")
    ):
        groups[subject].append(group)
        if left > 0:
            free.add(subject)
    full = groups.keys() - free
    held = apps.get_model("registration", "Registration").objects.filter(state="registered", offering__term_id=term)
    have = set(held.filter(offering__subject_id__in=full).values_list("study_id", "offering__subject_id"))
    for number, student in enumerate(plan.students):
        if student.status != "active" or student.persona in UNAWARE:
            continue
        for wish in student.wishes:
            key = first_study + number
            if wish.subject in full and wish.kind == "normal" and (key, wish.subject) not in have:
                choice = groups[wish.subject]
                yield key, choice[number % len(choice)], student.persona == "offered"


def _entries(wanted: Wanted, opening: datetime) -> list[Any]:
    """Return the rows, each with the stored decision about its class of need."""
    seen = picture({study for study, _, _ in wanted}, {group for _, group, _ in wanted}, opening.date())
    begins = seen.term.registration_from + DAY
    numbers: dict[int, int] = defaultdict(int)
    judged = []
    for study, group, is_named in sorted(wanted, key=lambda one: (not one[2], one)):
        facts = need_facts(seen, seen.students[study], seen.groups[group])
        need = decide("registration.need_class", facts, as_of=begins.date(), university=settings.UNIVERSITY)
        joined = begins if is_named else begins + APART * (1 + numbers[group])
        judged.append((study, group, need, joined, numbers[group] % CYCLE))
        numbers[group] += 1
    stored = decisions.store_many(((f"study:{row[0]}", row[2]) for row in judged), actor=None, now=begins)
    entry = apps.get_model("registration", "WaitingEntry")
    return [
        entry(
            study_id=study,
            group_id=group,
            need_class=need.result["class"],
            joined_at=joined,
            decision=row,
            **_ending(place, joined),
        )
        for (study, group, need, joined, place), row in zip(judged, stored, strict=True)
    ]


def _ending(place: int, joined: datetime) -> dict[str, Any]:
    if place == LEFT:
        return {"state": "left", "ended_at": joined + 2 * DAY}
    if place == EXPIRED:
        offered = joined + 3 * DAY
        return {"state": "expired", "offered_at": offered, "offer_ends_at": offered + DAY, "ended_at": offered + DAY}
    return {}

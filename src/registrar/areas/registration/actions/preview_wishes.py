"""What would stand against the wishes of a ballot, whatever the lottery; nothing is locked or written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from registrar.areas.registration.facts.add_subject import add_facts
from registrar.areas.registration.facts.need_class import need_facts
from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.parts import clash_facts
from registrar.areas.registration.facts.picture import Picture, Student, Taken, picture
from registrar.areas.registration.facts.request import Request
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True, slots=True)
class PreviewedWish:
    """One wish: what the rules say today, its class of need, and the higher-ranked wishes that it clashes with."""

    group: OfferedGroup
    decision: Decision
    need: Decision
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WishesPreview:
    """The wishes by rank; credits registered, credits if all different subjects are given, and their ceiling."""

    wishes: tuple[PreviewedWish, ...]
    credits_before: int
    credits_after: int
    ceiling: int | None


def preview_wishes(study_id: int, group_ids: Sequence[int], term: str, *, now: datetime) -> WishesPreview:
    """Judge every wish by itself as the draw would, today.

    A co-requisite counts where it is ranked before, and anywhere in the list where it asks for the subject in turn.

    The same queries however many wishes there are. Raises UnknownGroups and UnknownStudy.
    """
    keys = list(dict.fromkeys(group_ids))
    seen = picture([study_id], keys, now.date(), term)
    student = seen.students[study_id]
    found: list[PreviewedWish] = []
    before: list[OfferedGroup] = []
    wished = frozenset(group.subject for group in seen.groups.values())
    for key in keys:
        group = seen.groups[key]
        found.append(_previewed(seen, student, group, before, wished, now))
        before.append(group)
    possible = {one.group.subject: one.group.credits for one in found if one.decision.allowed}
    ceilings = [one.decision.result["ceiling"] for one in found if "ceiling" in one.decision.result]
    return WishesPreview(
        tuple(found),
        student.credits,
        student.credits + sum(possible.values()),
        min(ceilings) if ceilings else None,
    )


def _previewed(
    seen: Picture,
    student: Student,
    group: OfferedGroup,
    before: Sequence[OfferedGroup],
    wished: frozenset[str],
    now: datetime,
) -> PreviewedWish:
    needed = seen.corequisites(group.subject)
    together = {one for one in needed & wished if group.subject in seen.corequisites(one)}
    beside = (needed & {one.subject for one in before}) | together
    facts = add_facts(seen, student, group, Request(now, by_ballot=True), beside)
    as_of, university = now.date(), settings.UNIVERSITY
    decision = decide("registration.add_subject", facts, as_of=as_of, university=university)
    need = decide("registration.need_class", need_facts(seen, student, group), as_of=as_of, university=university)
    clashes = [one.subject for one in before if one.subject != group.subject and _clash(seen, group, one, now)]
    return PreviewedWish(group, decision, need, tuple(dict.fromkeys(clashes)))


def _clash(seen: Picture, group: OfferedGroup, other: OfferedGroup, now: datetime) -> bool:
    """Whether two groups meet at the same time, by the rule that the draw asks."""
    taken = Taken(None, other.offering, other.pk, other.code, other.subject, other.credits, "normal", other.meetings)
    alone = next(iter(seen.students.values()))
    facts = clash_facts(Student(alone.enrolment, taken=[taken]), group, {"term": seen.term.pk})
    decision = decide("registration.timetable_clash", facts, as_of=now.date(), university=settings.UNIVERSITY)
    return bool(decision.refusals)

"""What would become of a basket: one decision for each choice, nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from registrar.areas.registration.facts.add_subject import add_facts
from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.picture import Picture, Student, Taken
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.facts.seats import Seat
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True, slots=True)
class Judged:
    """One choice with its decision."""

    group: OfferedGroup
    decision: Decision
    seat: Seat


def judge_basket(picture: Picture, student: Student, groups: Sequence[OfferedGroup], request: Request) -> list[Judged]:
    """Decide every group of the basket in order; each accepted one counts for those after it.

    A co-requisite may stand anywhere in the same basket. Where one that was counted on is refused itself, the basket is
    judged again without it, so at the end no accepted choice rests on a refused one. The picture is left as it was,
    except that accepted choices are added to `student.taken` and to the groups' `taken`.
    """
    beside = frozenset(group.subject for group in groups)
    while True:
        judged, accepted = _once(picture, student, groups, request, beside)
        stands = frozenset(one.group.subject for one in judged if one.decision.allowed)
        if beside <= stands or not _leaned_on(picture, judged, beside - stands):
            return judged
        _undo(student, accepted)
        beside = stands


def _once(
    picture: Picture, student: Student, groups: Sequence[OfferedGroup], request: Request, beside: frozenset[str]
) -> tuple[list[Judged], list[Judged]]:
    judged = [
        judge_choice(picture, student, group, request, picture.corequisites(group.subject) & beside) for group in groups
    ]
    return judged, [one for one in judged if one.decision.allowed]


def judge_choice(
    picture: Picture, student: Student, group: OfferedGroup, request: Request, beside: frozenset[str] = frozenset()
) -> Judged:
    """Decide one group; where it is allowed, it counts from now on for the student and for the group."""
    facts = add_facts(picture, student, group, request, beside)
    decision = decide("registration.add_subject", facts, as_of=request.now.date(), university=settings.UNIVERSITY)
    judged = Judged(group, decision, student.seat_in(group, request.now))
    if decision.allowed:
        kind = "assigned" if request.assigned else str(decision.result["kind"])
        student.taken.append(
            Taken(None, group.offering, group.pk, group.code, group.subject, group.credits, kind, group.meetings)
        )
        group.take(judged.seat)
    return judged


def _leaned_on(picture: Picture, judged: Sequence[Judged], refused: frozenset[str]) -> bool:
    return any(one.decision.allowed and picture.corequisites(one.group.subject) & refused for one in judged)


def _undo(student: Student, accepted: Sequence[Judged]) -> None:
    if accepted:
        del student.taken[-len(accepted) :]
    for one in accepted:
        one.group.give_back(one.seat)

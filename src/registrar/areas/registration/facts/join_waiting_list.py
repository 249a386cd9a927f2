"""Facts of joining a waiting list."""

from dataclasses import dataclass

from registrar.areas.registration.facts.add_subject import add_facts
from registrar.areas.registration.facts.change_group import change_facts
from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.parts import seat_facts, window_facts
from registrar.areas.registration.facts.picture import Picture, Student
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import ClosedList, WaitingEntry
from registrar.areas.registration.models.waiting_entry import LIVE
from registrar.rules.registration.join_waiting_list import JoinWaitingListFacts

# The rule has these of its own; what registering only advises says nothing about waiting.
OWN = {"window": None, "seat": None}


@dataclass(frozen=True)
class Standing:
    """In how many lists of the term a student stands, whether in this one, and whether this one is closed."""

    lists: int
    here: bool
    closed: bool


def standing(study: int, group: int, term: str) -> Standing:
    """Return how a student stands to the list of a group; two queries."""
    live = WaitingEntry.objects.filter(study_id=study, state__in=LIVE, group__offering__term_id=term)
    groups = list(live.order_by().values_list("group_id", flat=True))
    return Standing(len(groups), group in groups, ClosedList.objects.filter(group_id=group).exists())


def join_facts(
    picture: Picture, student: Student, group: OfferedGroup, request: Request, stands: Standing
) -> JoinWaitingListFacts:
    """Return the facts of waiting for a group: those of registering it, or of moving to it from another group."""
    common = {"term": picture.term.pk, "cohort": student.enrolment.cohort}
    taken = next((one for one in student.taken if one.offering == group.offering), None)
    add = change = None
    if taken is None:
        add = add_facts(picture, student, group, request).model_copy(update={**OWN, "light_load": None})
    else:
        change = change_facts(picture, student, group, taken, request).model_copy(update=OWN)
    return JoinWaitingListFacts(
        **common,
        subject=group.subject,
        group=group.code,
        add=add,
        change=change,
        window=window_facts(picture, student, "add", request, common),
        seat=seat_facts(student, group, request, common),
        waiting_already=stands.here,
        closed=stands.closed,
        lists=stands.lists,
    )

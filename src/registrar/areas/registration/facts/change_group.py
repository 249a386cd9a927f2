"""Facts of changing the subject group."""

from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.parts import clash_facts, seat_facts, window_facts
from registrar.areas.registration.facts.picture import Picture, Student, Taken
from registrar.areas.registration.facts.request import Request
from registrar.rules.registration.change_group import ChangeGroupFacts


def change_facts(
    picture: Picture, student: Student, group: OfferedGroup, taken: Taken | None, request: Request
) -> ChangeGroupFacts:
    """Return the facts of moving to another group of a subject; `taken` is None where the student doesn't have it."""
    common = {"term": picture.term.pk, "cohort": student.enrolment.cohort}
    return ChangeGroupFacts(
        **common,
        subject=group.subject,
        group=group.code,
        registered=taken is not None,
        same_group=taken is not None and taken.group == group.pk,
        window=window_facts(picture, student, "change_group", request, common),
        timetable_clash=clash_facts(student, group, common),
        seat=seat_facts(student, group, request, common),
    )

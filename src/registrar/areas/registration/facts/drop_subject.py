"""Facts of dropping a subject."""

from registrar.areas.registration.facts.parts import named_approval, window_facts
from registrar.areas.registration.facts.picture import Picture, Student, Taken
from registrar.areas.registration.facts.request import Request, last_day
from registrar.rules.registration.assigned_subject_drop import AssignedSubjectDropFacts
from registrar.rules.registration.drop_subject import DropSubjectFacts
from registrar.rules.registration.last_subject_drop import LastSubjectDropFacts
from registrar.rules.registration.light_load import LightLoadFacts


def drop_facts(
    picture: Picture, student: Student, taken: Taken | None, subject: str, request: Request
) -> DropSubjectFacts:
    """Return the facts of dropping a subject; `taken` is None where the student doesn't have it."""
    common = {"term": picture.term.pk, "cohort": student.enrolment.cohort}
    enrolment = student.enrolment
    drop, load = student.approval("drop_assigned", subject), student.approval("light_load")
    zero, deferment = student.approval("zero_subject"), student.approval("deferment")
    return DropSubjectFacts(
        **common,
        subject=subject,
        registered=taken is not None,
        window=window_facts(picture, student, "drop", request, common),
        assigned_subject_drop=AssignedSubjectDropFacts(
            **common,
            subject=subject,
            assigned=taken is not None and taken.kind == "assigned",
            level=enrolment.level,
            normal_semesters=enrolment.normal_semesters,
            approved=drop is not None,
            approval=named_approval(drop),
            by_department=request.by_department,
        ),
        last_subject_drop=LastSubjectDropFacts(
            **common,
            subjects_left=len(student.taken) - (taken is not None),
            zero_subject_approved=zero is not None,
            deferment_approved=deferment is not None,
            approval=named_approval(zero or deferment),
            by_department=request.by_department,
        ),
        light_load=LightLoadFacts(
            **common,
            event="taken_away" if request.by_department else "drop",
            full_time=enrolment.mode == "full_time",
            credits_before=student.credits,
            credits_after=student.credits - (taken.credits if taken else 0),
            approved=load is not None,
            approval=named_approval(load),
            last_day=last_day(picture.term.add_drop_to),
        ),
    )

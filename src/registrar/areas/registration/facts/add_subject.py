"""Facts of adding a subject."""

from datetime import date
from typing import Any, Literal

from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.parts import (
    RECOGNISED,
    attempts,
    clash_facts,
    named_approval,
    requirements,
    seat_facts,
    window_facts,
)
from registrar.areas.registration.facts.picture import Picture, Student
from registrar.areas.registration.facts.request import Request, last_day
from registrar.areas.studies.queries.latest_results import LatestResult
from registrar.rules.registration.add_subject import AddSubjectFacts
from registrar.rules.registration.additional_subject import AdditionalSubjectFacts
from registrar.rules.registration.consecutive_subject import ConsecutiveSubjectFacts
from registrar.rules.registration.credit_ceiling import CreditCeilingFacts
from registrar.rules.registration.gur_timing import GurTimingFacts
from registrar.rules.registration.light_load import LightLoadFacts
from registrar.rules.registration.membership import MembershipFacts
from registrar.rules.registration.progression_pattern import ProgressionPatternFacts
from registrar.rules.registration.requisites import RequisitesFacts
from registrar.rules.registration.retake import RetakeFacts
from registrar.rules.registration.work_integrated import WorkIntegratedFacts

GUR, MINOR = "gur", "minor"
# How a curriculum marks such a subject whose year or semester the programme's document fixes.
GUR_FIXED = "gur_fixed"
# Kinds of approval that set requisites aside: pre-requisites, co-requisites, exclusions.
WAIVERS = ("prerequisite_waiver", "corequisite_waiver", "exclusion_waiver")


def in_curriculum(picture: Picture, student: Student, group: OfferedGroup) -> bool:
    """Return whether a subject counts towards the student's programme or Minor; General University Requirements do."""
    known = picture.place(student, group.subject) is not None or group.kind == GUR
    return known or group.subject in student.enrolment.minor_subjects


def for_minor(picture: Picture, student: Student, group: OfferedGroup) -> bool:
    """Return whether a subject is taken for the student's Minor: it counts there, and in the programme it doesn't."""
    return category(picture, student, group) == MINOR


def category(picture: Picture, student: Student, group: OfferedGroup) -> str:
    """Return the category that a registration is recorded under."""
    place = picture.place(student, group.subject)
    if place is not None:
        return GUR if place.category == GUR_FIXED else place.category
    if group.kind == GUR:
        return GUR
    return MINOR if group.subject in student.enrolment.minor_subjects else "additional"


def add_facts(
    picture: Picture, student: Student, group: OfferedGroup, request: Request, beside: frozenset[str] = frozenset()
) -> AddSubjectFacts:
    """Return the facts of adding a group to what the student has; `beside` are further subjects of the same basket."""
    common = {"term": picture.term.pk, "cohort": student.enrolment.cohort}
    enrolment, department = student.enrolment, request.by_department
    ends = last_day(picture.term.add_drop_to)
    return AddSubjectFacts(
        **common,
        subject=group.subject,
        group=group.code,
        registered_already=any(one.offering == group.offering for one in student.taken),
        membership=MembershipFacts(**common, status=enrolment.status, programme=enrolment.programme),
        window=None
        if request.by_ballot
        else window_facts(picture, student, "add", request, common, minor_subject=for_minor(picture, student, group)),
        work_integrated=WorkIntegratedFacts(
            **common,
            subject=group.subject,
            work_integrated=group.kind == "work_integrated",
            by_department=department,
        ),
        requisites=_requisites(picture, student, group, beside, common),
        consecutive_subject=_consecutive(picture, student, group, request, common),
        gur_timing=_gur_timing(picture, student, group, request, common),
        retake=_retake(picture, student, group, request, common),
        additional_subject=AdditionalSubjectFacts(
            **common,
            subject=group.subject,
            in_curriculum=in_curriculum(picture, student, group),
            add_drop_ends_on=ends,
            by_department=department,
        ),
        credit_ceiling=_ceiling(student, group, request, ends, common),
        timetable_clash=clash_facts(student, group, common),
        seat=seat_facts(student, group, request, common),
        light_load=None if request.by_ballot else _light_load(picture, student, group, common),
        progression_pattern=_pattern(picture, student, group, common),
    )


def _light_load(picture: Picture, student: Student, group: OfferedGroup, common: dict[str, Any]) -> LightLoadFacts:
    # A ballot gives the first place before the second: what one place comes to says nothing about the load.
    approval = student.approval("light_load")
    return LightLoadFacts(
        **common,
        event="build_up",
        full_time=student.enrolment.mode == "full_time",
        credits_before=student.credits,
        credits_after=student.credits + group.credits,
        approved=approval is not None,
        approval=named_approval(approval),
        last_day=last_day(picture.term.add_drop_to),
    )


def _requisites(
    picture: Picture, student: Student, group: OfferedGroup, beside: frozenset[str], common: dict[str, Any]
) -> RequisitesFacts | None:
    asked = picture.requisites.get(group.subject)
    if asked is None:
        return None
    names = asked.others
    waiver, corequisite_waiver, exclusion_waiver = (student.approval(kind, group.subject) for kind in WAIVERS)
    return RequisitesFacts(
        **common,
        subject=group.subject,
        prerequisites=requirements(asked.prerequisites),
        corequisites=requirements(asked.corequisites),
        exclusions=asked.exclusions,
        results=attempts(student, names),
        pending=tuple(sorted(student.pending & names)),
        registered=tuple(sorted((beside | {one.subject for one in student.taken}) & names)),
        waived=waiver is not None,
        corequisite_waived=corequisite_waiver is not None,
        exclusion_waived=exclusion_waiver is not None,
        waiver=named_approval(waiver),
        corequisite_waiver=named_approval(corequisite_waiver),
        exclusion_waiver=named_approval(exclusion_waiver),
    )


def _retake(
    picture: Picture, student: Student, group: OfferedGroup, request: Request, common: dict[str, Any]
) -> RetakeFacts:
    latest = student.results.get(group.subject)
    approval = student.approval("second_retake", group.subject)
    return RetakeFacts(
        **common,
        subject=group.subject,
        attempts=latest.attempts if latest else 0,
        latest_grade=latest.grade if latest else "",
        recognised=_recognised(latest),
        gur=group.kind == GUR,
        departmental_limit=group.retake_limit,
        second_retake_approved=approval is not None,
        approval=named_approval(approval),
        approval_filed_on=last_day(approval.granted_at) if approval else None,
        add_drop_ends_on=last_day(picture.term.add_drop_to),
        by_department=request.by_department,
    )


def _recognised(latest: LatestResult | None) -> Literal["exempted", "transferred"] | None:
    if latest is None or latest.origin not in RECOGNISED:
        return None
    return "exempted" if latest.origin == "exempted" else "transferred"


def _ceiling(
    student: Student, group: OfferedGroup, request: Request, ends: date, common: dict[str, Any]
) -> CreditCeilingFacts:
    head, department = student.approval("credit_ceiling"), student.approval("probation_load")
    return CreditCeilingFacts(
        **common,
        registered_credits=student.credits,
        added_credits=group.credits,
        pre_assigned_credits=student.assigned_credits + (group.credits if request.assigned else 0),
        approved_ceiling=(head.number or 0) if head else 0,
        on_probation=student.probation,
        probation_ceiling=(department.number or 0) if department else 0,
        ceiling_approval=named_approval(head),
        probation_approval=named_approval(department),
        by_department=request.assigned,
        last_day=ends,
    )


def _consecutive(
    picture: Picture, student: Student, group: OfferedGroup, request: Request, common: dict[str, Any]
) -> ConsecutiveSubjectFacts | None:
    asked = picture.requisites.get(group.subject)
    if asked is None or not asked.continues:
        return None
    earlier = student.results.get(asked.continues)
    return ConsecutiveSubjectFacts(
        **common,
        subject=group.subject,
        follows=asked.continues,
        earlier_taken=asked.continues in student.pending or (earlier is not None and earlier.passed),
        by_department=request.by_department,
    )


def _gur_timing(
    picture: Picture, student: Student, group: OfferedGroup, request: Request, common: dict[str, Any]
) -> GurTimingFacts | None:
    place = picture.place(student, group.subject)
    fixed = place is not None and place.category == GUR_FIXED
    if group.kind != GUR and not fixed:
        return None
    return GurTimingFacts(
        **common,
        subject=group.subject,
        gur=True,
        fixed_stage=(place.stage or None) if place and fixed else None,
        fixed_semester=(place.semester or None) if place and fixed else None,
        stage=student.enrolment.stage,
        by_department=request.by_department,
    )


def _pattern(
    picture: Picture, student: Student, group: OfferedGroup, common: dict[str, Any]
) -> ProgressionPatternFacts | None:
    place = picture.place(student, group.subject)
    if place is None or GUR in (group.kind, category(picture, student, group)):
        # General University Requirements may be taken in any semester (polyu-2024-25:5A-07).
        return None
    return ProgressionPatternFacts(
        **common,
        subject=group.subject,
        has_pattern=student.enrolment.has_pattern,
        self_paced=student.enrolment.self_paced,
        subject_stage=place.stage,
        subject_semester=place.semester,
        stage=student.enrolment.stage,
    )

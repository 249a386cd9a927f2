"""Facts that several decisions share."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal

from registrar.areas.catalogue.queries.registration_phases import registration_phases
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.facts.offered_group import BallotTimes, OfferedGroup
from registrar.areas.registration.facts.picture import Picture, Student
from registrar.areas.registration.facts.request import Request
from registrar.areas.studies.queries.approvals_in_force import InForce
from registrar.areas.studies.queries.enrolments import Enrolment
from registrar.rules.registration._approval import Approval
from registrar.rules.registration._requirements import Attempt, Requirement
from registrar.rules.registration.phase import Phase, PhaseFacts
from registrar.rules.registration.seat import SeatFacts
from registrar.rules.registration.timetable_clash import TakenGroup, TimetableClashFacts
from registrar.rules.registration.window import BallotPeriod, WindowFacts

SEMESTERS_A_YEAR = 2
RECOGNISED = ("exempted", "transferred")
"""Origins of results that were recognised instead of taken."""


def attempts(student: Student, subjects: Collection[str]) -> tuple[Attempt, ...]:
    """Return the student's latest results in these subjects in the form that the rules take."""
    return tuple(
        Attempt(subject=name, grade=one.grade, passed=one.passed, recognised=one.origin in RECOGNISED)
        for name, one in student.results.items()
        if name in subjects
    )


def window_facts(
    picture: Picture,
    student: Student,
    action: Any,
    request: Request,
    common: dict[str, Any],
    *,
    minor_subject: bool = False,
) -> WindowFacts:
    """Return when things are open in the term; subjects for a Minor have a rule of their own in 2018/19."""
    term = picture.term
    # Giving a subject up is not the ballot's matter.
    ballot = None if action == "drop" else ballot_period(getattr(term, "ballot", None), request.now)
    phases = phase_facts(student.enrolment, term.pk)
    return WindowFacts(
        **common,
        action=action,
        at=request.now,
        registration_from=term.registration_from.astimezone(HONG_KONG),
        registration_to=term.registration_to.astimezone(HONG_KONG),
        add_drop_from=term.add_drop_from.astimezone(HONG_KONG),
        add_drop_to=term.add_drop_to.astimezone(HONG_KONG),
        by_department=request.by_department,
        timetable_on=term.timetable_on,
        minor_subject=minor_subject,
        **({} if ballot is None else {"ballot": ballot}),
        **({} if phases is None else {"phase": phases}),
    )


def phase_facts(enrolment: Enrolment, term: str) -> PhaseFacts | None:
    """Return the phases of a term's registration and where the student stands to them; None without phases."""
    phases = registration_phases(term)
    if not phases:
        return None
    return PhaseFacts(
        term=term,
        cohort=enrolment.cohort,
        programme=enrolment.programme,
        level=enrolment.level,
        final_year=enrolment.stage * SEMESTERS_A_YEAR >= enrolment.normal_semesters,
        phases=tuple(Phase(**phase) for phase in phases),
    )


def ballot_period(times: BallotTimes | None, now: datetime) -> BallotPeriod | None:
    """Return the ballot as the window's rule takes it: None without one, and before its round opens."""
    if times is None or now < times.opens_at:
        return None
    state: Literal["open", "closed", "entering"] = "open" if now <= times.closes_at else "closed"
    if times.drawn_at is not None and times.entered_at is None:
        state = "entering"
    return BallotPeriod(
        state=state,
        closes=times.closes_at.astimezone(HONG_KONG),
        results_from=times.results_at.astimezone(HONG_KONG),
    )


def clash_facts(student: Student, group: OfferedGroup, common: dict[str, Any]) -> TimetableClashFacts:
    """Return the meetings of a group and of what the student takes on the same weekdays."""
    days = {meeting.weekday for meeting in group.meetings}
    others = []
    for one in student.taken:
        meetings = tuple(meeting for meeting in one.meetings if meeting.weekday in days)
        if meetings and one.subject != group.subject:
            others.append(TakenGroup(subject=one.subject, group=one.group_code, meetings=meetings))
    return TimetableClashFacts(**common, subject=group.subject, meetings=group.meetings, others=tuple(others))


def seat_facts(student: Student, group: OfferedGroup, request: Request, common: dict[str, Any]) -> SeatFacts:
    """Return the places of a group as this student finds them."""
    seat = student.seat_in(group, request.now)
    yours = sum(one.left for one in group.reserves if one.fits(student.enrolment) and one.left > 0)
    if seat.entry is not None:
        yours += 1
    return SeatFacts(
        **common,
        subject=group.subject,
        group=group.code,
        quota=group.quota,
        taken=group.taken,
        held=max(group.held - yours, 0),
        waiting=group.waiting,
        kept_by="offer" if seat.entry is not None else "reserve" if seat.reserve is not None else None,
        cancelled=group.cancelled,
    )


def named_approval(approval: InForce | None) -> Approval | None:
    """Return an approval in force in the form that the rules take."""
    if approval is None:
        return None
    granted_on = approval.granted_at.astimezone(HONG_KONG).date()
    return Approval(number=approval.key, granted_by=approval.granted_by, granted_on=granted_on, until=approval.until)


def requirements(groups: tuple[tuple[tuple[str, str], ...], ...]) -> tuple[tuple[Requirement, ...], ...]:
    """Return requisites in the form that the rules take."""
    return tuple(tuple(Requirement(subject=one, minimum_grade=grade) for one, grade in group) for group in groups)

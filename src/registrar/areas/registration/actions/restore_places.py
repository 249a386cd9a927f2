"""The places that a nullified student gets back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from registrar.areas.platform import decisions
from registrar.areas.registration.actions.judge_basket import Judged
from registrar.areas.registration.facts.offered_group import OfferedGroup
from registrar.areas.registration.facts.parts import clash_facts, seat_facts
from registrar.areas.registration.facts.picture import Picture, Student, Taken, picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import Registration, ReinstatedSubject, Reinstatement
from registrar.kernel import Decision
from registrar.rulebook import decide
from registrar.rules.registration.add_subject import AddSubjectFacts
from registrar.rules.registration.membership import MembershipFacts

RULE = "registration.add_subject"


def restore_places(
    row: Reinstatement, lost: Sequence[Registration], *, actor: Any, now: datetime
) -> list[ReinstatedSubject]:
    """Register again what was lost, as far as there is a place and nothing meets at the same time; the rest is named.

    The registrations were allowed once, so only what may have changed is asked: the places (those who wait come
    first, 5A-05), the timetable (5A-09) and the student's status. Kind, category and credits are those of before. The
    caller holds the locks of the study and the groups, and has given the status back.
    """
    if not lost:
        return []
    seen = picture([row.study_id], [one.group_id for one in lost], now.date(), lost[0].offering.term_id)
    student, request = seen.students[row.study_id], Request(now, by_department=True)
    judged = [_judge(seen, student, one, request) for one in lost]
    pairs = [(f"study:{row.study_id}", one.decision) for one in judged]
    stored = decisions.store_many(pairs, actor=actor, now=now)
    given = Registration.objects.bulk_create(
        _again(before, one, kept, actor, now)
        for before, one, kept in zip(lost, judged, stored, strict=True)
        if one.decision.allowed
    )
    by_offering = {one.offering_id: one for one in given}
    return ReinstatedSubject.objects.bulk_create(
        ReinstatedSubject(
            reinstatement=row, nullified=before, restored=by_offering.get(before.offering_id), decision=kept
        )
        for before, kept in zip(lost, stored, strict=True)
    )


def _judge(seen: Picture, student: Student, before: Registration, request: Request) -> Judged:
    """Decide about one place; where it is given, it counts for those after it."""
    group = seen.groups[before.group_id]
    judged = Judged(group, _decide(seen, student, group, request), student.seat_in(group, request.now))
    if judged.decision.allowed:
        student.taken.append(
            Taken(
                None,
                group.offering,
                group.pk,
                group.code,
                group.subject,
                before.credits,
                before.kind,
                group.meetings,
            )
        )
        group.take(judged.seat)
    return judged


def _decide(seen: Picture, student: Student, group: OfferedGroup, request: Request) -> Decision:
    common = {"term": seen.term.pk, "cohort": student.enrolment.cohort}
    facts = AddSubjectFacts(
        **common,
        subject=group.subject,
        group=group.code,
        registered_already=any(one.offering == group.offering for one in student.taken),
        membership=MembershipFacts(**common, status=student.enrolment.status, programme=student.enrolment.programme),
        timetable_clash=clash_facts(student, group, common),
        seat=seat_facts(student, group, request, common),
    )
    return decide(RULE, facts, as_of=request.now.date(), university=settings.UNIVERSITY)


def _again(before: Registration, judged: Judged, stored: Any, actor: Any, now: datetime) -> Registration:
    return Registration(
        study_id=before.study_id,
        offering_id=before.offering_id,
        group_id=before.group_id,
        reserve_id=judged.seat.reserve,
        kind=before.kind,
        category=before.category,
        credits=before.credits,
        registered_at=now,
        decision=stored,
        actor=actor,
    )

"""The department allows what the rules refuse a student: the approval goes on record and is used at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from registrar.areas.platform import decisions
from registrar.areas.registration.actions.drop_subject import drop_subject
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.request import last_day
from registrar.areas.registration.models import Registration, SubjectRequest
from registrar.areas.studies.actions.grant_approval import Wish, grant_approval
from registrar.areas.studies.queries.approvals_in_force import approvals_in_force
from registrar.kernel import Decision
from registrar.rulebook import decide

APPROVALS = {
    SubjectRequest.Kind.SPECIAL_APPROVAL: "prerequisite_waiver",
    SubjectRequest.Kind.DROP_ASSIGNED: "drop_assigned",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a word of the department.

    `decision` says whether it was in time. `effect` is the decision on putting the subject back, or on dropping it,
    where that was tried; `decision_id` names the last one stored. `repeated` means that it had been said before.
    """

    decision: Decision
    decision_id: int
    effect: Decision | None = None
    repeated: bool = False

    @property
    def done(self) -> bool:
        """Whether the registration was changed."""
        return self.effect is not None and self.effect.allowed


def judge_request(row: Registration, kind: str, now: datetime) -> Decision:
    """Decide whether this can be asked and allowed now: until add/drop ends (polyu-2024-25:5D-03, 5A-06)."""
    term, today = row.offering.term, last_day(now)
    facts = {
        "term": term.pk,
        "cohort": row.study.cohort,
        "request": kind,
        "filed_on": today,
        "add_drop_ends_on": last_day(term.add_drop_to),
    }
    return decide("registration.request_deadline", facts, as_of=today, university=settings.UNIVERSITY)


def allow_subject(row: Registration, kind: str, *, reason: str, actor: Any, now: datetime) -> Settled:
    """Record the approval if it is in time, and put the subject back or drop it by the ordinary path.

    Where that path refuses (the group is full, the load doesn't fit, it is the last subject), the approval stays on
    record for the student to use. The caller is in a transaction and holds the lock of the study.
    """
    decision = judge_request(row, kind, now)
    stored = decisions.store(decision, subject=f"study:{row.study_id}", actor=actor, now=now)
    if not decision.allowed:
        return Settled(decision, stored.pk)
    subject, term = row.offering.subject_id, row.offering.term_id
    approval = APPROVALS[SubjectRequest.Kind(kind)]
    known = approvals_in_force([row.study_id], term, last_day(now))[row.study_id]
    if not any(one.kind == approval and one.subject == subject for one in known):
        wish = Wish(approval, term, reason, last_day(now), subject=subject)
        grant_approval(row.study_id, wish, actor=actor, now=now)
    if kind == SubjectRequest.Kind.DROP_ASSIGNED:
        dropped = drop_subject(row.pk, actor=actor, now=now)
        return Settled(decision, dropped.decision_id, dropped.decision)
    outcome = submit_basket(
        row.study_id,
        [Choice(row.group_id)],
        all_or_nothing=True,
        actor=actor,
        now=now,
        by_department=True,
        assigned=row.kind == Registration.Kind.ASSIGNED,
    )
    line = outcome.lines[0]
    return Settled(decision, line.decision_id, line.decision)

"""Wait for a place in a full group."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.locking import lock
from registrar.areas.registration.facts.join_waiting_list import join_facts, standing
from registrar.areas.registration.facts.need_class import need_facts
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.facts.request import Request
from registrar.areas.registration.models import WaitingEntry
from registrar.kernel import Decision
from registrar.rulebook import decide


@dataclass(frozen=True, slots=True)
class JoinOutcome:
    """The stored decision about joining, and the entry where it was allowed."""

    decision: Decision
    decision_id: int
    entry_id: int | None = None


@transaction.atomic
def join_waiting_list(study_id: int, group_id: int, *, actor: Any, now: datetime) -> JoinOutcome:
    """Put a student into the queue for a group if the rules allow it; the class of need is decided and kept with it.

    The group is locked, so it is full, or waited for, at the moment of joining. Both decisions are stored, of a refusal
    the one that refuses. Raises UnknownGroups and UnknownStudy.
    """
    lock({"studies.Study": [study_id], "registration.SubjectGroup": [group_id]})
    joining, need = judge_join(study_id, group_id, Request(now))
    deciding = joining if not joining.allowed or need.allowed else need
    subject = f"study:{study_id}"
    stored = decisions.store(deciding, subject=subject, actor=actor, now=now)
    if not deciding.allowed:
        return JoinOutcome(deciding, stored.pk)
    entry = WaitingEntry.objects.create(
        study_id=study_id,
        group_id=group_id,
        need_class=need.result["class"],
        joined_at=now,
        decision=decisions.store(need, subject=subject, actor=actor, now=now),
    )
    return JoinOutcome(joining, stored.pk, entry.pk)


def judge_join(study_id: int, group_id: int, request: Request) -> tuple[Decision, Decision]:
    """Decide joining without doing it: whether the student may, and which class of need they would stand in."""
    seen = picture([study_id], [group_id], request.now.date())
    student, group = seen.students[study_id], seen.groups[group_id]
    facts = join_facts(seen, student, group, request, standing(study_id, group_id, seen.term.pk))
    as_of = request.now.date()
    return (
        decide("registration.join_waiting_list", facts, as_of=as_of, university=settings.UNIVERSITY),
        decide(
            "registration.need_class", need_facts(seen, student, group), as_of=as_of, university=settings.UNIVERSITY
        ),
    )

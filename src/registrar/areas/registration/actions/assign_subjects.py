"""A department assigns subject groups to many of its students at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform import decisions
from registrar.areas.platform.jobs import Progress
from registrar.areas.platform.locking import lock
from registrar.areas.registration.actions.enter_registrations import enter_registrations
from registrar.areas.registration.actions.judge_basket import Judged, judge_basket
from registrar.areas.registration.facts.picture import Picture, picture
from registrar.areas.registration.facts.request import Request

# A student and a refused choice are worth a line each on the page; the rest is a number.
CHUNK = 500


@dataclass
class AssignmentOutcome:
    """How many places were given, and what was refused: (study, judged choice) in the order of the wishes."""

    assigned: int = 0
    refused: list[tuple[int, Judged]] = field(default_factory=list)


def assign_subjects(
    wishes: Mapping[int, Sequence[int]], *, actor: Any, now: datetime, progress: Progress | None = None
) -> AssignmentOutcome:
    """Give each study the groups wished for it, where the rules allow; what a study has already is passed over.

    Set-based: each chunk of students takes a fixed number of statements in a transaction of its own, so that a class of
    thousands never holds its groups for long. Students come in the order of the wishes while places last. Every
    decision is stored. Raises UnknownGroups and UnknownStudy.
    """
    outcome, progress = AssignmentOutcome(), progress or Progress()
    studies = list(wishes)
    progress.expect(len(studies))
    for start in range(0, len(studies), CHUNK):
        with transaction.atomic():
            _assign({key: wishes[key] for key in studies[start : start + CHUNK]}, outcome, actor, now)
        progress.advance(min(CHUNK, len(studies) - start))
    return outcome


def preview_assignment(wishes: Mapping[int, Sequence[int]], *, now: datetime) -> AssignmentOutcome:
    """Return what assigning would do now; nothing is locked, stored or written. A fixed number of queries."""
    outcome = AssignmentOutcome()
    groups = sorted({group for wished in wishes.values() for group in wished})
    if groups:
        _take(outcome, _judge(picture(list(wishes), groups, now.date()), wishes, _request(now)))
    return outcome


def _assign(wishes: Mapping[int, Sequence[int]], outcome: AssignmentOutcome, actor: Any, now: datetime) -> None:
    groups = sorted({group for wished in wishes.values() for group in wished})
    if not groups:
        return
    lock({"studies.Study": list(wishes), "registration.SubjectGroup": groups})
    seen, request = picture(list(wishes), groups, now.date()), _request(now)
    judged = _judge(seen, wishes, request)
    rows = decisions.store_many(((f"study:{key}", one.decision) for key, one in judged), actor=actor, now=now)
    enter_registrations(seen, judged, [row.pk for row in rows], actor=actor, request=request)
    _take(outcome, judged)


def _request(now: datetime) -> Request:
    return Request(now, by_department=True, assigned=True)


def _judge(seen: Picture, wishes: Mapping[int, Sequence[int]], request: Request) -> list[tuple[int, Judged]]:
    """Decide each study's wishes in order; those decided before count."""
    judged: list[tuple[int, Judged]] = []
    for key, wished in wishes.items():
        student = seen.students[key]
        held = {one.offering for one in student.taken}
        wanted = [seen.groups[group] for group in wished if seen.groups[group].offering not in held]
        judged += [(key, one) for one in judge_basket(seen, student, wanted, request)]
    return judged


def _take(outcome: AssignmentOutcome, judged: Sequence[tuple[int, Judged]]) -> None:
    outcome.refused += [(key, one) for key, one in judged if not one.decision.allowed]
    outcome.assigned += sum(one.decision.allowed for _, one in judged)

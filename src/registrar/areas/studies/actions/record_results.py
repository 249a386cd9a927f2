"""Final results go on record."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from registrar.areas.studies.models import SubjectResult

Origin = SubjectResult.Origin
RECOGNISED = frozenset({Origin.TRANSFERRED.value, Origin.EXEMPTED.value})


class NewResult(NamedTuple):
    """One student's final result and what it does; `origin` "" is taken here, or withdrawn where the grade says so."""

    study_id: int
    category: str
    grade: str
    points: Decimal | None
    failed: bool
    credits_earned: int
    origin: str = ""


def record_results(subject: Any, term: Any, rows: Sequence[NewResult], *, released_on: date) -> list[SubjectResult]:
    """Write the results of one subject in one term, numbered after each student's earlier attempts; two statements.

    A withdrawal (`W`) is on record and is no attempt (polyu-2024-25:5G-04); nor is a transfer or an exemption, whose
    credits don't count (5B-02). A result that comes late takes its place among the attempts by its term, whatever
    came in before it (6H-03). Runs inside the caller's transaction.
    """
    known = SubjectResult.objects.filter(
        study_id__in=[row.study_id for row in rows], subject=subject, origin__in=[Origin.TAKEN, Origin.WITHDRAWN]
    )
    attempts: dict[int, int] = {}
    later: list[tuple[int, int]] = []
    taken = {row.study_id for row in rows if row.grade != "W" and row.origin not in RECOGNISED}
    fields = ("pk", "study_id", "attempt", "term__ordinal", "origin")
    for key, study, attempt, ordinal, origin in known.values_list(*fields):
        if ordinal <= term.ordinal:
            # A withdrawal says how many attempts there were before it, and is none.
            if origin == Origin.TAKEN:
                attempts[study] = max(attempts.get(study, 0), attempt)
        elif study in taken:
            later.append((attempt, key))
    # The last attempt moves first, so that no number stands twice in between.
    for attempt, key in sorted(later, reverse=True):
        SubjectResult.objects.filter(pk=key).update(attempt=attempt + 1)
    results = [
        SubjectResult(
            study_id=row.study_id,
            subject=subject,
            term=term,
            attempt=1 if row.origin in RECOGNISED else attempts.get(row.study_id, 0) + (row.grade != "W"),
            origin=row.origin or (Origin.WITHDRAWN if row.grade == "W" else Origin.TAKEN),
            category=row.category,
            credits=0 if row.origin == Origin.EXEMPTED else subject.credits,
            grade=row.grade,
            points=row.points,
            failed=row.failed,
            credits_earned=row.credits_earned,
            released_on=released_on,
        )
        for row in rows
    ]
    return SubjectResult.objects.bulk_create(results, batch_size=1000)

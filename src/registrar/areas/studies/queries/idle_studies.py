"""Enrolled studies whose time or credits may come to an end in a term without a subject being taken."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from registrar.areas.studies.models import Study, SubjectResult
from registrar.areas.studies.queries.time_moved import time_moved

ENROLLED = (Study.Status.ACTIVE, Study.Status.ZERO_SUBJECT)
RECOGNISED = (SubjectResult.Origin.TRANSFERRED, SubjectResult.Origin.EXEMPTED)


@dataclass(frozen=True)
class IdleStudy:
    """One study with what its length depends on, and whether something was recognised in the term."""

    pk: int
    cohort: str
    entry_term: str
    normal_duration: int
    deferred: int
    extended: int
    recognised: bool


def idle_studies(term: Any, besides: Collection[int]) -> list[IdleStudy]:
    """Return the enrolled studies begun by a term that aren't among `besides`; three queries.

    Deferred studies are left out: their time stands still (polyu-2024-25:4H-04).
    """
    rows = Study.objects.filter(status__in=ENROLLED, entry_term__ordinal__lte=term.ordinal).exclude(pk__in=besides)
    found = list(rows.values_list("pk", "cohort", "entry_term_id", "programme__normal_duration").order_by("pk"))
    moved = time_moved([row[0] for row in found])
    recognised = set(
        SubjectResult.objects.filter(term=term, origin__in=RECOGNISED, void_on=None).values_list("study_id", flat=True)
    )
    return [
        IdleStudy(
            *row,
            deferred=moved[row[0]].get("deferment", 0) if row[0] in moved else 0,
            extended=moved[row[0]].get("extension", 0) if row[0] in moved else 0,
            recognised=row[0] in recognised,
        )
        for row in found
    ]

"""What a board looks at before it decides: how GPAs are spread, and how its students stood over the terms."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Floor

from registrar.areas.assessment.models import Proposal
from registrar.areas.studies.queries.standing_counts import standing_counts

STEP = Decimal("0.5")
"""Width of a column of the distribution, in grade points."""


def gpa_distribution(rows: QuerySet[Proposal]) -> list[tuple[str, int]]:
    """Return (where a range of GPA begins, students) from the lowest to the highest that occurs; one query."""
    steps = rows.order_by().exclude(gpa=None).annotate(step=Floor(F("gpa") / STEP))
    found = dict(steps.values_list("step").annotate(Count("pk")))
    if not found:
        return []
    counts = {int(step): count for step, count in found.items()}
    return [(f"{STEP * step:.1f}+", counts.get(step, 0)) for step in range(min(counts), max(counts) + 1)]


def standing_counts_of(rows: QuerySet[Proposal], term: Any) -> Sequence[tuple[str, tuple[int, int]]]:
    """Return (term, (on probation, de-registered)) of the programmes before a board, oldest first; two queries."""
    programmes = set(rows.order_by().values_list("study__programme_id", flat=True))
    counts = standing_counts(programmes, until=term)
    return [(key, (of.get("probation", 0), of.get("deregistered", 0))) for key, of in counts.items()]

"""Proposals of a board run."""

from django.db.models import Count, QuerySet

from registrar.areas.assessment.models import BoardRun, Proposal

GROUPS = tuple(Proposal.Group.values)
"""The groups of a run, as the board looks at them."""


def proposals_of(run: BoardRun) -> QuerySet[Proposal]:
    """Return a run's proposals with student and programme."""
    return run.proposals.select_related("study__student__person", "study__programme")


def group_counts(run: BoardRun) -> dict[str, int]:
    """Return how many students each group of a run has; one query."""
    return dict(run.proposals.values_list("group").annotate(Count("id")))


def ground_counts(run: BoardRun) -> dict[str, int]:
    """Return how many students are proposed for de-registration by each ground (i to v); one query."""
    counts: dict[str, int] = {}
    for grounds in run.proposals.exclude(grounds=[]).values_list("grounds", flat=True):
        for ground in grounds:
            counts[ground] = counts.get(ground, 0) + 1
    return dict(sorted(counts.items()))

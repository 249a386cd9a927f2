"""Proposals of a board run."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from registrar.areas.assessment.models import BoardRun, Meeting, Proposal
from registrar.areas.assessment.queries.board_runs import OPEN_GROUPS

GROUPS = tuple(Proposal.Group.values)
"""The groups of a run, as the board looks at them."""


def _with_people(run: BoardRun) -> QuerySet[Proposal]:
    return run.proposals.select_related(
        "study__student__person", "study__programme", "decided__meeting", "supersedes__decided"
    )


def proposals_of(run: BoardRun) -> QuerySet[Proposal]:
    """Return a run's proposals as they stand, none that is superseded, with student, programme and decision."""
    return _with_people(run).filter(superseded_at=None)


def neighbours(proposal: Proposal, reader: Any) -> tuple[Proposal | None, Proposal | None]:
    """Return the proposals before and after one in the list of its board, by student number; two queries.

    The reader's own is passed over.
    """
    rows = proposals_of(proposal.run).filter(board=proposal.board_id).exclude(study__student=reader)
    number, order = proposal.study.student_number, "study__student_number"
    before = rows.filter(study__student_number__lt=number).order_by(f"-{order}").first()
    return before, rows.filter(study__student_number__gt=number).order_by(order).first()


def proposals_to(meeting: Meeting) -> QuerySet[Proposal]:
    """Return what a meeting has before it: its board's proposals, but those that another meeting decided.

    What it decided itself stays among them when it is superseded later: its minutes say what they said.
    """
    rows = _with_people(meeting.run).filter(Q(superseded_at=None) | Q(decided__meeting=meeting), board=meeting.board_id)
    return rows.exclude(decided__meeting__in=Meeting.objects.exclude(pk=meeting.pk).filter(board=meeting.board_id))


def decidable(meeting: Meeting) -> list[int]:
    """Return the keys of the proposals to a meeting that can be decided and aren't yet; one query."""
    return list(proposals_to(meeting).filter(OPEN_GROUPS).values_list("pk", flat=True))


def group_counts(rows: QuerySet[Proposal] | BoardRun) -> dict[str, int]:
    """Return how many students each group of a run, or of some of its proposals, has; one query."""
    found = proposals_of(rows) if isinstance(rows, BoardRun) else rows
    return dict(found.order_by().values_list("group").annotate(Count("id")))


def ground_counts(rows: QuerySet[Proposal] | BoardRun) -> dict[str, int]:
    """Return how many students are proposed for de-registration by each ground (i to v); one query."""
    found: Any = proposals_of(rows) if isinstance(rows, BoardRun) else rows
    counts: dict[str, int] = {}
    for grounds in found.order_by().exclude(grounds=[]).values_list("grounds", flat=True):
        for ground in grounds:
            counts[ground] = counts.get(ground, 0) + 1
    return dict(sorted(counts.items()))


def open_counts(rows: QuerySet[Proposal]) -> dict[str, int]:
    """Return group -> students on whom a decision can be taken and isn't yet; one query."""
    return dict(rows.filter(OPEN_GROUPS).order_by().values_list("group").annotate(Count("id")))


def outcome_counts(meeting: Meeting) -> dict[str, int]:
    """Return outcome -> students of a meeting's decisions; one query."""
    return dict(meeting.decisions.order_by().values_list("outcome").annotate(Count("id")))

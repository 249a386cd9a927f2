"""The runs, and what their boards have still to do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from registrar.areas.assessment.models import BoardRun, Meeting, Proposal

OPEN_GROUPS = Q(decided=None) & ~Q(group__in=[Proposal.Group.MISSING, Proposal.Group.UNCHANGED])
"""Proposals that a board can decide on and hasn't."""


@dataclass(frozen=True)
class RunWork:
    """A run with how many students await a decision, and how many of its meetings stand in each state."""

    run: BoardRun
    undecided: int
    meetings: dict[str, int]

    @property
    def to_release(self) -> int:
        """Meetings that are confirmed and not out."""
        return self.meetings.get(Meeting.State.CONFIRMED, 0)


def runs_at_work(boards: Iterable[int] | None = None) -> list[RunWork]:
    """Return the runs with something to decide, sign or release, earliest term first; for some boards or (None) all.

    Three queries.
    """
    proposals, meetings = Proposal.objects.filter(OPEN_GROUPS), Meeting.objects.exclude(state=Meeting.State.RELEASED)
    if boards is not None:
        keys = list(boards)
        proposals, meetings = proposals.filter(board__in=keys), meetings.filter(board__in=keys)
    undecided = dict(proposals.order_by().values_list("run").annotate(Count("pk")))
    states: dict[int, Counter[str]] = {}
    for run, state, count in meetings.order_by().values_list("run", "state").annotate(Count("pk")):
        states.setdefault(run, Counter())[state] = count
    runs = BoardRun.objects.filter(pk__in={*undecided, *states}).select_related("term").order_by("term__ordinal")
    return [RunWork(run, undecided.get(run.pk, 0), dict(states.get(run.pk, {}))) for run in runs]

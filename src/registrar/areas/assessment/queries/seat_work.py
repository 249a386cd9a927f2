"""What the boards on which somebody sits have to do."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from registrar.areas.assessment.models import Board, BoardRun, Meeting, Proposal
from registrar.areas.assessment.queries.board_runs import OPEN_GROUPS
from registrar.areas.assessment.queries.boards import offices_of


@dataclass(frozen=True)
class SeatWork:
    """A board on a run, the office that somebody holds on it, students it can decide on, and the meeting under way."""

    board: Board
    run: BoardRun
    office: str
    undecided: int
    meeting: Meeting | None


def seat_work(user: Any) -> list[SeatWork]:
    """Return what somebody's boards have to decide or to sign, earliest term first; one query for whoever has no seat.

    Five queries otherwise.
    """
    held = offices_of(user)
    if not held:
        return []
    open_ones = Proposal.objects.filter(OPEN_GROUPS, board__in=held).order_by()
    undecided = {
        (board, run): count for board, run, count in open_ones.values_list("board", "run").annotate(Count("pk"))
    }
    under_way = Meeting.objects.filter(board__in=held, state__in=[Meeting.State.OPEN, Meeting.State.CLOSED])
    meetings = {(one.board_id, one.run_id): one for one in under_way}
    wanted = sorted({*undecided, *meetings})
    boards = Board.objects.select_related("department", "programme").in_bulk([board for board, _ in wanted])
    runs = BoardRun.objects.select_related("term").in_bulk([run for _, run in wanted])
    found = [
        SeatWork(boards[board], runs[run], held[board], undecided.get((board, run), 0), meetings.get((board, run)))
        for board, run in wanted
    ]
    return sorted(found, key=lambda work: (work.run.term.ordinal, work.board.pk))

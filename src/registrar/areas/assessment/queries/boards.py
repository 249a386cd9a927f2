"""The boards and who sits on them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q

from registrar.areas.assessment.models import Board, BoardMember, BoardRun, Meeting
from registrar.areas.assessment.queries.board_runs import OPEN_GROUPS
from registrar.areas.catalogue.queries.departments import programmes
from registrar.areas.people.policies import Role, roles_of

WHOLE_VIEW = (Role.REGISTRY, Role.BOARD, Role.AUDITOR)
"""Offices that see every board."""


def board_of_programme() -> dict[str, int]:
    """Return programme code -> the board that decides on it: its own, or that of its department; three queries."""
    own = dict(Board.objects.exclude(programme=None).values_list("programme_id", "pk"))
    departments = dict(Board.objects.exclude(department=None).values_list("department_id", "pk"))
    found = {one.code: own.get(one.code, departments.get(one.department_id)) for one in programmes()}
    return {code: board for code, board in found.items() if board is not None}


def boards_to_meet(run: BoardRun) -> list[Board]:
    """Return the boards that have something to decide in a run; one query."""
    rows = Board.objects.filter(proposals__in=run.proposals.filter(OPEN_GROUPS)).distinct()
    return list(rows.select_related("department", "programme").order_by("pk"))


@dataclass(frozen=True)
class BoardOnRun:
    """A board in a run: its students, those it can decide on and hasn't, those with a grade missing, its meeting."""

    board: Board
    students: int
    undecided: int
    missing: int
    meeting: Meeting | None


def boards_of_run(run: BoardRun, among: Collection[int] | None = None) -> list[BoardOnRun]:
    """Return the boards with students in a run, all or some of them, with their last meeting; three queries."""
    rows = run.proposals.filter(superseded_at=None).exclude(board=None)
    if among is not None:
        rows = rows.filter(board__in=among)
    counts = (
        rows.order_by()
        .values("board")
        .annotate(
            students=Count("pk"),
            undecided=Count("pk", filter=OPEN_GROUPS),
            missing=Count("pk", filter=Q(group="missing")),
        )
    )
    by_board = {row["board"]: row for row in counts}
    meetings = {one.board_id: one for one in Meeting.objects.filter(run=run, board__in=by_board).order_by("number")}
    boards = Board.objects.filter(pk__in=by_board).select_related("department", "programme")
    return [
        BoardOnRun(
            board=board,
            students=by_board[board.pk]["students"],
            undecided=by_board[board.pk]["undecided"],
            missing=by_board[board.pk]["missing"],
            meeting=meetings.get(board.pk),
        )
        for board in boards.order_by("department", "programme")
    ]


class SeatedBoard(NamedTuple):
    """A board with the names of chair and secretary (empty: nobody), and how many sit on it."""

    board: Board
    chair: str
    secretary: str
    members: int


def all_boards() -> list[SeatedBoard]:
    """Return every board, by department, then by programme; two queries."""
    seats: dict[int, list[BoardMember]] = {}
    for seat in BoardMember.objects.filter(until=None).select_related("user__person"):
        seats.setdefault(seat.board_id, []).append(seat)
    rows = Board.objects.select_related("department", "programme").order_by("department", "programme")
    return [_seated(board, seats.get(board.pk, [])) for board in rows]


def _seated(board: Board, seats: list[BoardMember]) -> SeatedBoard:
    names = {seat.office: str(seat.user.person) for seat in seats if seat.office != BoardMember.Office.MEMBER}
    chair, secretary = names.get(BoardMember.Office.CHAIR, ""), names.get(BoardMember.Office.SECRETARY, "")
    return SeatedBoard(board, chair, secretary, len(seats))


def seats_on(board: Board, day: date) -> list[BoardMember]:
    """Return who sits on a board on a day, the chair first, then the members, then the secretary; one query."""
    rows = BoardMember.objects.filter(Q(until=None) | Q(until__gte=day), board=board, since__lte=day)
    order = {BoardMember.Office.CHAIR: 0, BoardMember.Office.MEMBER: 1, BoardMember.Office.SECRETARY: 2}
    return sorted(rows.select_related("user__person"), key=lambda row: (order[BoardMember.Office(row.office)], row.pk))


def offices_of(user: Any) -> dict[int, str]:
    """Return board -> office that somebody holds now, read once per user object; one query."""
    if not getattr(user, "is_authenticated", False):
        return {}
    held: dict[int, str] | None = getattr(user, "_board_offices", None)
    if held is None:
        rows = BoardMember.objects.filter(user=user, until=None).values_list("board_id", "office")
        held = user._board_offices = dict(rows)
    return held or {}


def sits_with(user: Any, board_ids: Iterable[int], *offices: str) -> bool:
    """Tell whether somebody sits on one of the boards, in one of the offices where any are named."""
    held = offices_of(user)
    return any(held.get(board) in offices if offices else board in held for board in board_ids)


def boards_seen_by(user: Any) -> set[int] | None:
    """Return the boards whose students somebody may look at; None means all of them."""
    if any(role in roles_of(user) for role in WHOLE_VIEW):
        return None
    return set(offices_of(user))

"""The boards and who sits on them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from registrar.areas.assessment.models import Board, BoardMember, BoardRun
from registrar.areas.assessment.queries.board_runs import OPEN_GROUPS
from registrar.areas.catalogue.queries.departments import programmes


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

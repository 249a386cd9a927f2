"""People take and leave their seats on a board."""

from datetime import date, timedelta
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.models import Board, BoardMember
from registrar.areas.platform.locking import lock

Answer = BoardMember | Literal["seated_already", "office_taken"]


@transaction.atomic
def seat_member(board_id: int, user: Any, office: str, *, since: date) -> Answer:
    """Give somebody a seat; `seated_already`, or `office_taken` where the board has a chair or secretary."""
    board: Board = lock({"assessment.Board": [board_id]})["assessment.Board"][board_id]
    held = BoardMember.objects.filter(board=board, until=None)
    if held.filter(user=user).exists():
        return "seated_already"
    if office != BoardMember.Office.MEMBER and held.filter(office=office).exists():
        return "office_taken"
    return BoardMember.objects.create(board=board, user=user, office=BoardMember.Office(office), since=since)


@transaction.atomic
def end_seat(seat_id: int, *, today: date) -> bool:
    """End a seat with yesterday; False where it has ended before."""
    return bool(BoardMember.objects.filter(pk=seat_id, until=None).update(until=today - timedelta(days=1)))

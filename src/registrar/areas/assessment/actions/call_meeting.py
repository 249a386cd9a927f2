"""A board is called to a meeting on a term."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from registrar.areas.assessment.models import Board, BoardRun, Meeting
from registrar.areas.platform.locking import lock

Answer = Meeting | Literal["another_open", "nothing_left"]


@transaction.atomic
def call_meeting(board: Board, run_id: int, *, held_at: datetime, room: str, actor: Any, now: datetime) -> Answer:
    """Set a meeting's day and room; `another_open` while one isn't confirmed, `nothing_left` where all is decided.

    The second meeting of a board on a term is for those whose grades came after the first.
    """
    lock({"assessment.BoardRun": [run_id]})
    earlier = Meeting.objects.filter(board=board, run=run_id)
    if earlier.filter(state__in=[Meeting.State.OPEN, Meeting.State.CLOSED]).exists():
        return "another_open"
    run = BoardRun.objects.get(pk=run_id)
    if not run.proposals.filter(board=board, decided=None).exists():
        return "nothing_left"
    return Meeting.objects.create(
        board=board, run=run, number=earlier.count() + 1, held_at=held_at, room=room, called_by=actor
    )

"""The boards of a term, one after the other: called, held, closed, confirmed and released on one day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from registrar.areas.assessment.actions.call_meeting import call_meeting
from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.confirm_meeting import confirm_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.record_attendance import record_attendance
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.queries.boards import boards_to_meet, seats_on
from registrar.areas.assessment.queries.proposals import decidable

ROOM = "Y301"


def hold_boards(run: Any, now: datetime) -> int:
    """Let every board with something to decide accept what is proposed; return how many meetings were held.

    Raises RuntimeError where a board has nobody on it, or its meeting is refused.
    """
    boards = boards_to_meet(run)
    for board in boards:
        seats = seats_on(board, now.date())
        people = {seat.office: seat.user for seat in seats}
        meeting = call_meeting(board, run.pk, held_at=now, room=ROOM, actor=people.get("secretary"), now=now)
        if isinstance(meeting, str):
            raise RuntimeError(f"the board of {board.department_id or board.programme_id} can't meet: {meeting}")
        record_attendance(meeting.pk, {seat.pk: "present" for seat in seats}, actor=None)
        decide_proposals(meeting.pk, decidable(meeting), actor=people.get("secretary"), now=now)
        for decision in (
            close_meeting(meeting.pk, actor=people.get("secretary"), now=now),
            confirm_meeting(meeting.pk, actor=people.get("chair"), now=now),
        ):
            if decision is None or not decision.allowed:
                raise RuntimeError(f"the meeting of {board.department_id or board.programme_id} is refused: {decision}")
        release_meeting(meeting.pk, actor=None, now=now)
    return len(boards)

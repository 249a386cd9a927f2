"""What waits for whoever sits on a Board of Examiners: a meeting to call, to attend, to sign."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.board_titles import title_of
from registrar.areas.assessment.queries.seat_work import SeatWork, seat_work
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Part, Todo, address
from registrar.ui import words

OPEN = "open"


def seats_part(user: Any, now: datetime) -> Part | None:
    """Return what somebody's boards wait for; None for whoever sits on none with work. At most five queries."""
    todos = [todo for work in seat_work(user) if (todo := _todo(work)) is not None]
    return Part(title=gettext_lazy("Your boards"), todos=todos) if todos else None


def _todo(work: SeatWork) -> Todo | None:
    board = words.in_reader_language(title_of(work.board))
    named = {"board": board, "term": words.term(work.run.term_id)}
    link = address("assessment:workbench", work.run.pk, work.board.pk)
    clause = clause_of("assessment.overall_result", "board", work.run.term_id)
    count = ngettext("{count} student to decide on.", "{count} students to decide on.", work.undecided)
    count = count.format(count=work.undecided)
    meeting = work.meeting
    if meeting is None:
        if work.office != "secretary":
            return None
        title = _("Call the Board of Examiners of {board} on {term}").format(**named)
        return Todo(title, link, count, clause, work.run.term.board_meets_on, _("Open the board"))
    if meeting.state == OPEN:
        title = _("The Board of Examiners of {board} meets on {term}").format(**named)
        why = _("{when}, {room}. {count}").format(when=words.moment(meeting.held_at), room=meeting.room, count=count)
        return Todo(title, link, why, clause, meeting.held_at, _("Read the papers"))
    if work.office != "chair":
        return None
    title = _("Sign the minutes of {board} on {term}").format(**named)
    return Todo(title, link, _("Nothing is released before you do."), clause, meeting.held_at, _("Read and sign"))

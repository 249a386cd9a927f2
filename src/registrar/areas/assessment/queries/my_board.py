"""What a student is told about the board that decided on each term."""

from datetime import date
from typing import NamedTuple

from registrar.areas.assessment.models import Meeting, Proposal
from registrar.areas.assessment.queries.awards_decided import FIXED
from registrar.areas.assessment.queries.proposal_marks import changed_among
from registrar.areas.catalogue.queries.term import term_by_key


class BoardNews(NamedTuple):
    """How a decision stands for the student: the last day to appeal, and whether the record has changed since."""

    appeals_until: date | None = None
    again: bool = False


def my_board(study: int, term: str, today: date) -> BoardNews:
    """Return what a student is told about the decision on a term; at most five queries.

    The day of the appeal is told until it has passed; `again` until the board has decided on the changed record.
    """
    rows = list(Proposal.objects.filter(study=study, run__term=term).select_related("decided__meeting").order_by("pk"))
    decided = [row for row in rows if hasattr(row, "decided") and row.decided.meeting.state in FIXED]
    if not decided:
        return BoardNews()
    last = decided[-1]
    until = last.decided.meeting.appeals_until if last.decided.meeting.state == Meeting.State.RELEASED else None
    again = last.superseded_at is not None or bool(changed_among([last], term_by_key(term)))
    return BoardNews(until if until is not None and until >= today else None, again)

"""Students whose record has changed since their board decided, and its chair signed."""

from dataclasses import dataclass

from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.queries.awards_decided import FIXED
from registrar.areas.assessment.queries.proposal_marks import changed_among
from registrar.areas.assessment.queries.proposals import proposals_of
from registrar.areas.assessment.queries.rectified_since import Rectified, rectified_since


@dataclass(frozen=True)
class Changed:
    """A decided proposal and the results that changed since it was computed; none where the record changed otherwise.

    Otherwise means an earlier standing, a transfer, or the number of an attempt.
    """

    proposal: Proposal
    changes: tuple[Rectified, ...]


def changed_since_decision(run: BoardRun, board: int) -> list[Changed]:
    """Return a board's students whose record changed after the signature, by student number; at most five queries."""
    rows = [row for row in proposals_of(run).filter(board=board).order_by("study__student_number") if _signed(row)]
    changed = changed_among(rows, run.term)
    found = [row for row in rows if row.pk in changed]
    if not found:
        return []
    since = rectified_since(run.term_id, min(row.proposed_at for row in found))
    return [
        Changed(row, tuple(one for one in since if one.study == row.study_id and one.at > row.proposed_at))
        for row in found
    ]


def _signed(row: Proposal) -> bool:
    return hasattr(row, "decided") and row.decided.meeting.state in FIXED

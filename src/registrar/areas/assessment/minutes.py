"""Whether a meeting may be closed or confirmed, asked of the rule."""

from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.assessment.models import Attendance, BoardMember, Meeting, Proposal
from registrar.areas.assessment.queries.boards import seats_on
from registrar.areas.assessment.queries.proposal_marks import stale_among
from registrar.areas.platform.clock import HONG_KONG
from registrar.kernel.decision import Decision
from registrar.rulebook import decide

NOTHING_TO_DECIDE = (Proposal.Group.MISSING, Proposal.Group.UNCHANGED)


def minutes_decision(meeting: Meeting, today: date, *, signer: Any = None) -> Decision:
    """Decide `assessment.board_minutes` for a meeting as it stands; with a signer, for the signature. Seven queries."""
    day = meeting.held_at.astimezone(HONG_KONG).date()
    voting = [seat for seat in seats_on(meeting.board, day) if seat.office != BoardMember.Office.SECRETARY]
    present = set(meeting.attendances.filter(presence=Attendance.Presence.PRESENT).values_list("member_id", flat=True))
    chair = next((seat for seat in voting if seat.office == BoardMember.Office.CHAIR), None)
    decided = list(Proposal.objects.filter(decided__meeting=meeting).select_related("study"))
    undecided = Proposal.objects.filter(run=meeting.run_id, board=meeting.board_id, decided=None)
    facts = {
        "term": meeting.run.term_id,
        "members": len(voting),
        "present": sum(seat.pk in present for seat in voting),
        "chair_present": chair is not None and chair.pk in present,
        "undecided": undecided.exclude(group__in=NOTHING_TO_DECIDE).count(),
        "changed": len(stale_among(decided, meeting.run.term)),
        "by_chair": None if signer is None else chair is not None and chair.user_id == signer.pk,
        "other_person": None if signer is None else signer.pk != meeting.closed_by_id,
        "own_case": signer is not None and any(row.study.student_id == signer.pk for row in decided),
    }
    return decide("assessment.board_minutes", facts, as_of=today, university=settings.UNIVERSITY)

"""The secretary closes a meeting; the chair may hand it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.minutes import minutes_decision
from registrar.areas.assessment.models import Meeting, Proposal
from registrar.areas.assessment.queries.proposals import proposals_to
from registrar.areas.platform.decisions import store
from registrar.areas.platform.locking import lock
from registrar.kernel.decision import Decision


@transaction.atomic
def close_meeting(meeting_id: int, *, minutes: str = "", actor: Any, now: datetime) -> Decision | None:
    """Close an open meeting so that its decisions stay; None where it isn't open.

    Refused without a quorum, with somebody undecided, or with a record that has changed (`assessment.board_minutes`).
    """
    meeting: Meeting = lock({"assessment.Meeting": [meeting_id]})["assessment.Meeting"][meeting_id]
    if meeting.state != Meeting.State.OPEN:
        return None
    decision = minutes_decision(meeting, now.date())
    store(decision, subject=f"meeting:{meeting.pk}", actor=actor, now=now)
    if decision.allowed:
        meeting.state, meeting.minutes = Meeting.State.CLOSED, minutes
        meeting.closed_by, meeting.closed_at = actor, now
        # What the minutes say of those who wait stays so when their grades come.
        missing = proposals_to(meeting).filter(group=Proposal.Group.MISSING)
        meeting.left_open = sorted(missing.values_list("study_id", flat=True))
        meeting.save(update_fields=["state", "minutes", "closed_by", "closed_at", "left_open"])
    return decision

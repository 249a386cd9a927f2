"""Decisions of a meeting are taken back while it is open."""

from collections.abc import Collection

from django.db import transaction

from registrar.areas.assessment.models import BoardDecision, Meeting
from registrar.areas.platform.locking import lock


@transaction.atomic
def undo_decisions(meeting_id: int, proposals: Collection[int]) -> int:
    """Take back what an open meeting decided on these proposals; return how many. The history keeps them."""
    meeting: Meeting = lock({"assessment.Meeting": [meeting_id]})["assessment.Meeting"][meeting_id]
    if meeting.state != Meeting.State.OPEN:
        return 0
    rows = BoardDecision.objects.filter(meeting=meeting, proposal__in=proposals)
    count = rows.count()
    rows.delete()
    return count

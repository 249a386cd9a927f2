"""Who came to a meeting."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import Attendance, Meeting
from registrar.areas.assessment.queries.boards import seats_on
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock


@transaction.atomic
def record_attendance(meeting_id: int, presences: Mapping[int, str], *, actor: Any) -> bool:
    """Record member -> present, apologies or absent; False once the meeting is closed.

    Members of other boards, or out of office on the day, are left out. `actor` is on the audit trail by its request.
    """
    meeting: Meeting = lock({"assessment.Meeting": [meeting_id]})["assessment.Meeting"][meeting_id]
    if meeting.state != Meeting.State.OPEN:
        return False
    seated = {seat.pk for seat in seats_on(meeting.board, meeting.held_at.astimezone(HONG_KONG).date())}
    for member, presence in presences.items():
        if member in seated:
            Attendance.objects.update_or_create(
                meeting=meeting, member_id=member, defaults={"presence": Attendance.Presence(presence)}
            )
    return True

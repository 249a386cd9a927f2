"""The chair hands a closed meeting back to the secretary."""

from django.db import transaction

from registrar.areas.assessment.models import Meeting
from registrar.areas.platform.locking import lock


@transaction.atomic
def return_meeting(meeting_id: int) -> bool:
    """Open a closed meeting again, because its minutes or a decision need another look; False where it isn't closed."""
    meeting: Meeting = lock({"assessment.Meeting": [meeting_id]})["assessment.Meeting"][meeting_id]
    if meeting.state != Meeting.State.CLOSED:
        return False
    meeting.state, meeting.closed_by, meeting.closed_at, meeting.left_open = Meeting.State.OPEN, None, None, []
    meeting.save(update_fields=["state", "closed_by", "closed_at", "left_open"])
    return True

"""Give up waiting for a place."""

from datetime import datetime

from registrar.areas.registration.actions.end_wait import end_wait
from registrar.areas.registration.models import WaitingEntry


def leave_waiting_list(entry_id: int, *, now: datetime) -> bool:
    """Take a student off a list; False where it waits no longer, as when a place was offered meanwhile.

    Raises WaitingEntry.DoesNotExist.
    """
    state = WaitingEntry.State
    return end_wait(entry_id, was=state.WAITING, becomes=state.LEFT, now=now) is not None

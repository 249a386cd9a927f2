"""Whoever wrote a note takes it back."""

from datetime import datetime
from typing import Any

from registrar.areas.advising.models import AdvisingNote


def take_back_note(note_id: int, *, actor: Any, now: datetime) -> bool:
    """Take one's own note back; False where it is somebody else's or gone already. Its history stays."""
    rows = AdvisingNote.objects.filter(pk=note_id, author=actor, taken_back_at=None)
    return bool(rows.update(taken_back_at=now))

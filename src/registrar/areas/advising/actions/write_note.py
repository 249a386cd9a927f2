"""An advisor writes a note on a student."""

from datetime import datetime
from typing import Any

from registrar.areas.advising.models import AdvisingNote


def write_note(study_id: int, text: str, *, readers: str, actor: Any, now: datetime) -> AdvisingNote:
    """Write a note down. Raises ValueError for readers that there aren't."""
    AdvisingNote.Readers(readers)
    return AdvisingNote.objects.create(study_id=study_id, author=actor, readers=readers, text=text, written_at=now)

"""Notices that somebody has opened."""

from datetime import datetime
from typing import Any

from registrar.areas.platform.models import Notice


def mark_notices_read(reader: Any, *, now: datetime, notice: int | None = None) -> int:
    """Mark one notice of the reader, or all, as read; return how many were not. Nobody marks other people's notices."""
    rows = Notice.objects.filter(recipient=reader, read_at=None)
    if notice is not None:
        rows = rows.filter(pk=notice)
    return rows.update(read_at=now)

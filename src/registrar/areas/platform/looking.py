"""Looking at somebody's record leaves a trace."""

from typing import Any

from . import clock
from .models import AccessLog


def log_look(request: Any, *, page: str, subject: str) -> None:
    """Record that the signed-in member of staff opened a page about a subject such as "study:417"."""
    AccessLog.objects.create(
        viewer=request.user, page=page, subject=subject, at=clock.now(), address=request.META.get("REMOTE_ADDR") or None
    )

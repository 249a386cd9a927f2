"""Looking at somebody's record leaves a trace."""

from collections.abc import Iterable
from typing import Any

from . import clock
from .models import AccessLog


def log_look(request: Any, *, page: str, subject: str) -> None:
    """Record that the signed-in member of staff opened a page about a subject such as "study:417"."""
    AccessLog.objects.create(
        viewer=request.user, page=page, subject=subject, at=clock.now(), address=request.META.get("REMOTE_ADDR") or None
    )


def log_looks(request: Any, *, page: str, subjects: Iterable[str]) -> None:
    """Record that a page showed many subjects at once, with one statement."""
    address = request.META.get("REMOTE_ADDR") or None
    now = clock.now()
    AccessLog.objects.bulk_create(
        AccessLog(viewer=request.user, page=page, subject=subject, at=now, address=address)
        for subject in dict.fromkeys(subjects)
    )

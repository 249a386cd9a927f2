"""Queueing the board run of a term as a job."""

from datetime import datetime
from typing import Any

from registrar.areas.platform.jobs import start

TASK = "assessment.run_board"


def queue_board_run(term: str, *, actor: Any, now: datetime) -> int:
    """Queue the run; return the key of the job, whose page shows its progress."""
    key: int = start(TASK, {"term": term}, actor=actor, now=now).pk
    return key

"""Queueing the board run of a term as a job."""

from datetime import datetime
from typing import Any

from registrar.areas.platform.jobs import start
from registrar.areas.platform.result_page import ResultPage

TASK = "assessment.run_board"


def queue_board_run(term: str, *, actor: Any, now: datetime) -> int:
    """Queue the run; return the key of the job, whose page shows its progress."""
    run = start(
        TASK,
        {"term": term},
        actor=actor,
        now=now,
        result_page=ResultPage("assessment:board", args=("run",)),
        repeat_policy="assessment.run_board",
    )
    key: int = run.pk
    return key

"""Long work in the background, with progress that people can see."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pghistory
import procrastinate
from django.db import connection, transaction

from . import clock
from .models import JobRun

Work = Callable[["Progress"], dict[str, Any]]


class Progress:
    """What a running job reports to: its row, and whoever watches from the terminal."""

    def __init__(self, run: JobRun | None = None, watcher: Callable[[int, int], None] | None = None) -> None:
        """Report to a job's row, to a watcher called with (done, total), to both or to nobody."""
        self.run, self.watcher, self.done, self.total = run, watcher, 0, 0

    def job(self) -> JobRun:
        """Return the job's row, with its arguments and who queued it. Raises RuntimeError where there is none."""
        if self.run is None:
            raise RuntimeError("this work wasn't queued as a job")
        return self.run

    def expect(self, total: int) -> None:
        """Say how many steps there will be."""
        self.total = total
        self._tell()

    def advance(self, steps: int = 1) -> None:
        """Say that steps are done."""
        self.done += steps
        self._tell()

    def _tell(self) -> None:
        if self.watcher:
            self.watcher(self.done, self.total)
        if self.run and not connection.in_atomic_block:
            JobRun.objects.filter(pk=self.run.pk).update(done=self.done, total=self.total)


def start(name: str, arguments: dict[str, Any], *, actor: Any, now: datetime) -> JobRun:
    """Queue the task `name` on commit, with a row to follow it by."""
    run = JobRun.objects.create(name=name, arguments=arguments, actor=actor, queued_at=now)
    transaction.on_commit(lambda: _defer(name, run.pk))
    return run


def _defer(name: str, run_id: int) -> None:
    from procrastinate.contrib.django import app

    app.configure_task(name, queueing_lock=f"{name}:{run_id}").defer(run_id=run_id)


def carry_out(run_id: int, work: Work) -> None:
    """Do a queued job: mark it running, give it its progress, keep its result or its error."""
    JobRun.objects.filter(pk=run_id).update(state=JobRun.State.RUNNING, started_at=clock.now(), error="")
    run = JobRun.objects.get(pk=run_id)
    try:
        with pghistory.context(job=run.name, user=run.actor_id), clock.at():
            result = work(Progress(run))
    except Exception as error:
        JobRun.objects.filter(pk=run_id).update(
            state=JobRun.State.FAILED, finished_at=clock.now(), error=f"{type(error).__name__}: {error}"
        )
        raise
    JobRun.objects.filter(pk=run_id).update(state=JobRun.State.DONE, finished_at=clock.now(), result=result)


def on_app_ready(app: procrastinate.App) -> None:
    """Give the worker's app every area's tasks (procrastinate finds `tasks.py` files by itself)."""

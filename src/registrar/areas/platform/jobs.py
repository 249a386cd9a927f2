"""Long work in the background, with progress that people can see."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from secrets import token_hex
from typing import Any

import pghistory
import procrastinate
from django.db import connection, transaction

from . import clock
from .models import JobRun
from .result_page import ResultPage

log = logging.getLogger("registrar.jobs")

Work = Callable[["Progress"], dict[str, Any]]


class Progress:
    """What a running job reports to: its row, and whoever watches from the terminal."""

    def __init__(self, run: JobRun | None = None, watcher: Callable[[int, int], None] | None = None) -> None:
        """Report to a job's row, to a watcher called with (done, total), to both or to nobody."""
        self.run, self.watcher, self.done, self.total = run, watcher, 0, 0
        self._session: ThreadPoolExecutor | None = None

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

    def restart(self, total: int) -> None:
        """Say that the work begins anew, with so many steps."""
        self.done = 0
        self.expect(total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Tell from a session of its own: for work in one long transaction, which nobody sees before its end."""
        with ThreadPoolExecutor(1) as session:
            self._session = session
            try:
                yield
            finally:
                self._session = None
                session.submit(connection.close)

    def _tell(self) -> None:
        if self.watcher:
            self.watcher(self.done, self.total)
        if self.run and self._session:
            self._session.submit(self._keep, self.done, self.total)
        elif self.run and not connection.in_atomic_block:
            self._keep(self.done, self.total)

    def _keep(self, done: int, total: int) -> None:
        if self.run:
            JobRun.objects.filter(pk=self.run.pk).update(done=done, total=total)


def start(
    name: str,
    arguments: dict[str, Any],
    *,
    actor: Any,
    now: datetime,
    result_page: ResultPage | None = None,
    repeat_policy: str = "",
) -> JobRun:
    """Queue the task `name` on commit, with a row to follow it by.

    `result_page` is where its result can be seen. `repeat_policy` names the permission of those who may try again when
    it failed; give it only to work that does no harm when it is done twice.
    """
    run = JobRun.objects.create(
        name=name,
        arguments=arguments,
        actor=actor,
        queued_at=now,
        result_page=result_page.to_json() if result_page else {},
        repeat_policy=repeat_policy,
    )
    defer_on_commit(run)
    return run


def defer_on_commit(run: JobRun) -> None:
    """Hand a run to the workers once the transaction stands."""
    transaction.on_commit(lambda: _defer(run.name, run.pk))


def do_now(name: str, arguments: dict[str, Any], work: Work, *, actor: Any, now: datetime) -> JobRun:
    """Do work that is too short for a queue at once, with the same row to look it up by; return the finished run."""
    run = JobRun.objects.create(name=name, arguments=arguments, actor=actor, queued_at=now)
    carry_out(run.pk, work)
    run.refresh_from_db()
    return run


def _defer(name: str, run_id: int) -> None:
    from procrastinate.contrib.django import app

    app.configure_task(name, queueing_lock=f"{name}:{run_id}").defer(run_id=run_id)


@contextmanager
def by_itself(job: str) -> Iterator[datetime]:
    """Let a job that runs by itself work at one moment, which is given, under its name in the audit trail."""
    with clock.at() as now, pghistory.context(job=job):
        yield now


def carry_out(run_id: int, work: Work) -> None:
    """Do a queued job: mark it running, give it its progress, keep its result.

    An error goes to the log with its traceback under a reference; people are shown the reference only.
    """
    JobRun.objects.filter(pk=run_id).update(state=JobRun.State.RUNNING, started_at=clock.now(), reference="")
    run = JobRun.objects.get(pk=run_id)
    try:
        with pghistory.context(job=run.name, user=run.actor_id), clock.at():
            result = work(Progress(run))
    except Exception:
        reference = _reference()
        log.exception("job %s (run %s) failed: reference %s", run.name, run_id, reference)
        JobRun.objects.filter(pk=run_id).update(state=JobRun.State.FAILED, finished_at=clock.now(), reference=reference)
        raise
    JobRun.objects.filter(pk=run_id).update(state=JobRun.State.DONE, finished_at=clock.now(), result=result)


def _reference() -> str:
    """A number that people can read out on the telephone."""
    text = token_hex(4).upper()
    return f"{text[:4]}-{text[4:]}"


def on_app_ready(app: procrastinate.App) -> None:
    """Give the worker's app every area's tasks (procrastinate finds `tasks.py` files by itself)."""

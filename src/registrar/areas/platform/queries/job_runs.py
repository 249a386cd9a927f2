"""Runs of long jobs."""

from typing import Any

from django.db.models import Count, QuerySet

from registrar.areas.platform.models import JobRun


def job_runs() -> QuerySet[JobRun]:
    """Return every run with who started it, the latest first."""
    return JobRun.objects.select_related("actor__person")


def run_after(run: JobRun) -> JobRun | None:
    """Return the run that repeats a failed one, if there is one; one query."""
    return JobRun.objects.filter(again_of=run).first()


def job_run(key: int) -> JobRun | None:
    """Return one run; None where there is none; one query."""
    return job_runs().filter(pk=key).first()


def jobs_by_state() -> dict[str, int]:
    """Return state -> number of runs; one query."""
    return dict(JobRun.objects.order_by().values_list("state").annotate(n=Count("pk")))


def done_runs(name: str, **arguments: str) -> QuerySet[JobRun]:
    """Return the runs of a job with these arguments that ended well, the latest first."""
    wanted = {f"arguments__{key}": value for key, value in arguments.items()}
    return job_runs().filter(name=name, state=JobRun.State.DONE, **wanted).order_by("-finished_at", "-pk")


def running(name: str, **arguments: str) -> JobRun | None:
    """Return the run of a job with these arguments that waits or runs, if there is one; one query."""
    wanted = {f"arguments__{key}": value for key, value in arguments.items()}
    return job_runs().filter(name=name, state__in=(JobRun.State.WAITING, JobRun.State.RUNNING), **wanted).first()


def runs_of(name: str, actor: Any | None) -> QuerySet[JobRun]:
    """Return the runs of a job that somebody started (None: anybody), the latest first."""
    rows = job_runs().filter(name=name)
    return rows if actor is None else rows.filter(actor=actor)

"""Runs of long jobs."""

from django.db.models import Count, QuerySet

from registrar.areas.platform.models import JobRun


def job_runs() -> QuerySet[JobRun]:
    """Return every run with who started it, the latest first."""
    return JobRun.objects.select_related("actor__person")


def job_run(key: int) -> JobRun | None:
    """Return one run; None where there is none; one query."""
    return job_runs().filter(pk=key).first()


def jobs_by_state() -> dict[str, int]:
    """Return state -> number of runs; one query."""
    return dict(JobRun.objects.order_by().values_list("state").annotate(n=Count("pk")))

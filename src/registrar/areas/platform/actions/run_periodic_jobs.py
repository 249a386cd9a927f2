"""Everything that otherwise runs on the hour or at night, started now."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from registrar.areas.platform.queries.periodic_jobs import periodic_jobs


def run_periodic_jobs(*, now: datetime) -> list[str]:
    """Queue every periodic task once; return the names of those queued, without those that wait already.

    The tasks find for themselves what is due at the university's time, so starting them too often does no harm.
    """
    queued = []
    for job in periodic_jobs():
        task = app.tasks[job.name]
        try:
            with transaction.atomic():
                task.configure(queueing_lock=job.name).defer(timestamp=int(now.timestamp()))
        except AlreadyEnqueued:
            continue
        queued.append(job.name)
    return queued

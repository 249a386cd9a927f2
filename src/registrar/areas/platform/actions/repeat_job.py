"""A failed job is tried again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.jobs import defer_on_commit
from registrar.areas.platform.models import JobRun


@transaction.atomic
def repeat_job(run_id: int, *, actor: Any, now: datetime) -> JobRun | None:
    """Queue the same work once more and return its run; None for a job that hasn't failed or can't be repeated.

    A failed run is repeated once: whoever asks again gets the run that there is (a constraint keeps it so).
    """
    failed = JobRun.objects.filter(pk=run_id, state=JobRun.State.FAILED).exclude(repeat_policy="").first()
    if failed is None:
        return None
    run, new = JobRun.objects.get_or_create(
        again_of=failed,
        defaults={
            "name": failed.name,
            "arguments": failed.arguments,
            "actor": actor,
            "queued_at": now,
            "result_page": failed.result_page,
            "repeat_policy": failed.repeat_policy,
        },
    )
    if new:
        defer_on_commit(run)
    return run

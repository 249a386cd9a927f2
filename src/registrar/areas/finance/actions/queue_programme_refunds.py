"""Queueing the refunds of a cancelled programme as a job."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.models import ProgrammeCancellation
from registrar.areas.platform.jobs import start
from registrar.areas.platform.queries.job_runs import running
from registrar.areas.platform.result_page import ResultPage

TASK = "finance.cancel_programme_refunds"


@transaction.atomic
def queue_programme_refunds(proposal: ProgrammeCancellation, *, actor: Any, now: datetime) -> Any:
    """Queue the job and return its run; while one for the same programme waits or runs, that one is returned.

    Raises ValueError for a proposal that no second officer has confirmed.
    """
    if proposal.confirmed_by_id is None:
        raise ValueError(f"proposal {proposal.pk} waits for a second officer")
    return running(TASK, programme=proposal.programme) or start(
        TASK,
        {"programme": proposal.programme, "term": proposal.term_id},
        actor=actor,
        now=now,
        result_page=ResultPage("finance:refunds"),
        repeat_policy="finance.manage_refunds",
    )

"""Queueing a billing run or its preview as a job."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.jobs import start
from registrar.areas.platform.queries.job_runs import running
from registrar.areas.platform.result_page import ResultPage

BILL = "registration.bill_term"
PREVIEW = "registration.preview_billing"
PAGES = {
    BILL: ResultPage("finance:notes", query=("term",)),
    PREVIEW: ResultPage("registration:billing", query=("term",)),
}
"""Where the result stands: the debit notes of the term, and the comparison on the billing page."""


@transaction.atomic
def queue_billing(term: str, *, preview: bool, actor: Any, now: datetime) -> Any:
    """Queue the job and return its run; while one for the same term waits or runs, that one is returned."""
    name = PREVIEW if preview else BILL
    return running(name, term=term) or start(
        name, {"term": term}, actor=actor, now=now, result_page=PAGES[name], repeat_policy="registration.bill"
    )

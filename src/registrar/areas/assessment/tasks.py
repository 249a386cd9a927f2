"""Work of the assessment area that runs by itself: the board run as a job, and the releases on their days."""

import logging
from typing import Any

from procrastinate.contrib.django import app

from registrar.areas.assessment.actions.announce_results import announce_results
from registrar.areas.assessment.actions.copy_schemes import copy_schemes
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.queue_board_run import TASK
from registrar.areas.assessment.actions.release_meeting import release_meeting
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import Meeting
from registrar.areas.catalogue.queries.term import terms_being_assessed, terms_between
from registrar.areas.platform import clock
from registrar.areas.platform.jobs import Progress, carry_out

log = logging.getLogger("registrar.assessment")


@app.task(name=TASK)
def run_board_job(run_id: int) -> None:
    """Compute the proposals of a term, as queued from the board's page."""

    def work(progress: Progress) -> dict[str, Any]:
        job: Any = progress.run
        run = run_board(job.arguments["term"], actor=job.actor, now=clock.now(), progress=progress)
        return {"run": run.pk}

    carry_out(run_id, work)


@app.periodic(cron="*/5 * * * *")
@app.task(name="assessment.open_due_sheets", queueing_lock="assessment.open_due_sheets")
def open_due_sheets(timestamp: int) -> None:
    """Open the grade sheets of every term whose add/drop is over and whose results aren't final yet."""
    now = clock.now()
    for term in terms_being_assessed(now):
        open_grade_sheets(term.key)


@app.periodic(cron="20 5 * * *")
@app.task(name="assessment.copy_schemes", queueing_lock="assessment.copy_schemes")
def copy_due_schemes(timestamp: int) -> None:
    """Let the offerings of terms to come take over the last schemes of their subjects; a second time does nothing."""
    now = clock.now()
    for term in terms_between(now):
        copy_schemes(term.key, actor=None, now=now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="assessment.release_due_results", queueing_lock="assessment.release_due_results")
def release_due_results(timestamp: int) -> None:
    """Tell of grades that are out, and release every confirmed meeting whose day has come; late or twice does no harm.

    Each meeting is released by itself: one that fails leaves the others released, and is tried again next time.
    """
    now = clock.now()
    announce_results(now=now)
    due = Meeting.objects.filter(state=Meeting.State.CONFIRMED, run__releases_on__lte=now.date())
    failed = []
    for meeting in due.order_by("pk").values_list("pk", flat=True):
        try:
            release_meeting(meeting, actor=None, now=now)
        except Exception:
            log.exception("meeting %s could not be released", meeting)
            failed.append(meeting)
    if failed:
        raise RuntimeError(f"meetings not released: {failed}")

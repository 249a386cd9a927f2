"""Work of the assessment area that runs by itself: the board run as a job, and the releases on their days."""

from typing import Any

from procrastinate.contrib.django import app

from registrar.areas.assessment.actions.announce_results import announce_results
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.queue_board_run import TASK
from registrar.areas.assessment.actions.release_results import release_results
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import BoardRun
from registrar.areas.catalogue.queries.term import terms_being_assessed
from registrar.areas.platform import clock
from registrar.areas.platform.jobs import Progress, carry_out


@app.task(name=TASK)
def run_board_job(run_id: int) -> None:
    """Compute the proposals of a term, as queued from the board's page."""

    def work(progress: Progress) -> dict[str, Any]:
        job: Any = progress.run
        run = run_board(job.arguments["term"], actor=job.actor, now=clock.now(), progress=progress)
        # After the board has confirmed nothing is computed any more: the run that there is stands.
        return {"run": (run or BoardRun.objects.get(term=job.arguments["term"])).pk}

    carry_out(run_id, work)


@app.periodic(cron="*/5 * * * *")
@app.task(name="assessment.open_due_sheets", queueing_lock="assessment.open_due_sheets")
def open_due_sheets(timestamp: int) -> None:
    """Open the grade sheets of every term whose add/drop is over and whose results aren't final yet."""
    now = clock.now()
    for term in terms_being_assessed(now):
        open_grade_sheets(term.key)


@app.periodic(cron="*/10 * * * *")
@app.task(name="assessment.release_due_results", queueing_lock="assessment.release_due_results")
def release_due_results(timestamp: int) -> None:
    """Tell of grades that are out, and release every confirmed run whose day has come; late or twice does no harm."""
    now = clock.now()
    announce_results(now=now)
    due = BoardRun.objects.filter(state=BoardRun.State.CONFIRMED, releases_on__lte=now.date())
    for run_id in due.values_list("pk", flat=True):
        release_results(run_id, actor=None, now=now)

"""A file of charges comes in: checked first, raised when somebody has looked at what it would do."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.charge_file import MOST_LINES, ChargeFile, read_charges
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.offices import Desk
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.files import keep, kept
from registrar.areas.platform.jobs import Progress, do_now, start
from registrar.areas.platform.queries.job_runs import running
from registrar.ui.sheets import Sheet, read_sheet

CHECK = "finance.check_charges"
RAISE = "finance.raise_charges"
# What is raised in about a second; a longer file is a job.
AT_ONCE = 300
CHUNK = 500


def upload_charges(content: bytes, name: str, desk: Desk, *, actor: Any, now: datetime) -> Any:
    """Keep a file, check every line for an office and return the run of the check; nothing is charged.

    Raises UnreadableSheet where the file as a whole can't be read.
    """
    read = _read(read_sheet(content, name, most=MOST_LINES), desk, now)
    file = keep(content, name=name[-200:], content_type="application/octet-stream", owner=actor, now=now)
    arguments = {"file": file.pk, "name": name[-200:], "office": desk.office, "department": desk.department}
    return do_now(CHECK, arguments, lambda progress: _found(read), actor=actor, now=now)


def raise_from_file(check: Any, *, actor: Any, now: datetime) -> Any:
    """Raise the right lines of a checked file, at once or as a job; return the run, or the one that is under way."""
    arguments = {**check.arguments, "check": check.pk}
    if check.result["right"] <= AT_ONCE:
        return do_now(RAISE, arguments, lambda progress: raising(progress, now), actor=actor, now=now)
    return running(RAISE, check=check.pk) or start(RAISE, arguments, actor=actor, now=now)


def raising(progress: Progress, now: datetime) -> dict[str, Any]:
    """Do the work of raising a file, portion by portion: a run that stopped half-way goes on where it stopped."""
    run = progress.job()
    read = _read(sheet_of(run), Desk(run.arguments["office"], run.arguments["department"]), now)
    progress.expect(len(read.causes))
    raised = 0
    for at in range(0, len(read.causes), CHUNK):
        part = [cause for cause, _amount in read.causes[at : at + CHUNK]]
        with transaction.atomic():
            answers = raise_charges(part, actor=run.actor, now=now)
        state = RaisedCharge.State.CHARGED
        raised += sum(not one.repeated and one.charge is not None and one.charge.state == state for one in answers)
        progress.advance(len(part))
    return {**_found(read), "raised": raised}


def sheet_of(run: Any) -> Sheet:
    """Return the file of a run."""
    file = kept(run.arguments["file"])
    return read_sheet(bytes(file.content), run.arguments["name"], most=MOST_LINES)


def _read(sheet: Sheet, desk: Desk, now: datetime) -> ChargeFile:
    return read_charges(sheet, desk, now.astimezone(HONG_KONG).date())


def _found(read: ChargeFile) -> dict[str, Any]:
    return {
        "rows": len(read.causes) + len(read.problems) + read.known,
        "right": len(read.causes),
        "wrong": len(read.problems),
        "passed_over": read.known,
        "amount": str(read.amount),
        "problems": read.problems,
    }

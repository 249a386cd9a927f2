"""A timetable file comes in: it is kept and checked, at once or as a job."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from registrar.areas.platform.files import keep
from registrar.areas.platform.jobs import Progress, do_now, start
from registrar.areas.registration.actions.check_timetable import Source, check_timetable, report, sheet_of
from registrar.areas.registration.facts.timetable_file import NEEDED, WANTED
from registrar.ui.sheets import columns_of

CHECK = "registration.check_timetable"
# What is checked in well under two seconds; a longer file is a job, so that nobody waits before a white page.
AT_ONCE = 5000


def upload_timetable(content: bytes, name: str, source: Source, *, actor: Any, now: datetime) -> Any:
    """Keep a file, check it, and return the run of the check; a long file is checked in the background.

    Raises UnreadableSheet where the file as a whole can't be read.
    """
    file = keep(content, name=name[-200:], content_type="application/octet-stream", owner=actor, now=now)
    source = replace(source, file=file.pk)
    sheet = sheet_of(source)
    columns_of(sheet, WANTED, NEEDED)
    if len(sheet.lines) > AT_ONCE:
        return start(CHECK, source.to_json(), actor=actor, now=now)
    return do_now(CHECK, source.to_json(), checking, actor=actor, now=now)


def checking(progress: Progress) -> dict[str, Any]:
    """Do the work of a check whose job names the source."""
    plan, _now = check_timetable(Source.of(progress.job().arguments), progress)
    return report(plan)

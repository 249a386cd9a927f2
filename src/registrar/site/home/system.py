"""The homes of the operator and the auditor."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.platform import clock
from registrar.areas.platform.queries.caught_mails import caught_mails
from registrar.areas.platform.queries.database_state import database_answers
from registrar.areas.platform.queries.job_runs import jobs_by_state
from registrar.areas.platform.queries.looks import looks
from registrar.areas.platform.queries.refusals_since import decisions_since
from registrar.site.home.records import Part, Todo, address
from registrar.ui.parts import Tile

DAY = timedelta(days=1)


def operator_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return whether everything runs; four queries."""
    jobs = jobs_by_state()
    failed, waiting = jobs.get("failed", 0), jobs.get("waiting", 0) + jobs.get("running", 0)
    todos = []
    if failed:
        title = ngettext("Look at {count} failed job", "Look at {count} failed jobs", failed).format(count=failed)
        todos.append(Todo(title, address("platform:jobs", query="?state=failed"), _("Each says what went wrong.")))
    if clock.is_set():
        why = _("The whole university believes that time.")
        todos.append(Todo(_("The clock is set"), address("clock"), why, waits=True))
    tiles = [
        Tile(_("Database"), _("answers") if database_answers() else _("is away"), tone="good"),
        Tile(_("Jobs at work"), waiting, "", address("platform:jobs")),
        Tile(_("Failed jobs"), failed, "", address("platform:jobs"), "bad" if failed else "good"),
        Tile(_("Mail kept"), caught_mails().count(), "", address("platform:mails")),
    ]
    return Part(gettext_lazy("System"), todos, tiles)


def auditor_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return what there is to look into; two queries."""
    decided = decisions_since(now - DAY)
    since = now - DAY
    tiles = [
        Tile(_("Decisions in 24 hours"), sum(decided.values())),
        Tile(_("Refused"), decided.get("REFUSED", 0)),
        Tile(_("Could not be decided"), decided.get("UNDETERMINED", 0)),
        Tile(_("Records looked at"), looks().filter(at__gte=since).count(), "", address("platform:looks")),
    ]
    trail = Todo(_("The audit trail"), address("platform:audit"), _("Every change of a record, before and after."))
    coverage = Todo(_("Coverage of the handbook"), address("coverage"), _("Which duties are carried out and proved."))
    return Part(gettext_lazy("Audit"), [trail, coverage], tiles)

"""A registration that was nullified: what its student can do, and what waits for a department."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.registration.actions.judge_reinstatement import judge_window
from registrar.areas.registration.queries.reinstatements import fee_paid, reinstatement_of, to_decide
from registrar.areas.studies.queries.nullifications import nullification_of
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Todo, address
from registrar.ui import wording, words

RULE = "enrolment.reinstatement_window"


def reinstatement_todos(study: Any, now: datetime) -> Iterator[Todo]:
    """Yield what a nullified student can do about it; two queries, none for any other student."""
    fallen = nullification_of(study)
    if fallen is None:
        return
    asked = reinstatement_of(fallen.change)
    there = address("registration:my-reinstatement")
    if asked is None or asked.state in ("taken_back", "lapsed"):
        yield _to_ask(fallen, there, now)
    elif asked.state in ("open", "approved") and asked.charge is not None and not fee_paid(asked):
        note = asked.charge.debit_note
        yield Todo(
            _("Pay the fee of your application for reinstatement"),
            there,
            _("It is not processed before.")
            if asked.state == "open"
            else _("It is approved: your registration comes back once the fee is paid."),
            clause_of(RULE, "fee", fallen.on),
            note.deadline if note is not None else None,
            _("See it"),
            first=True,
        )
    elif asked.state == "refused":
        why = _("Your department's reason is on the page.")
        title = _("Your application for reinstatement was refused")
        yield Todo(title, there, why, clause_of(RULE, "reinstatement", fallen.on), waits=True)
    else:
        why = _("Your department decides; you get a notice.")
        title = _("Your application for reinstatement is with your department")
        yield Todo(title, there, why, clause_of(RULE, "reinstatement", fallen.on), waits=True)


def _to_ask(fallen: Any, there: str, now: datetime) -> Todo:
    window = judge_window(fallen, now)
    said = wording.message(window.findings[0].message)
    clause = window.findings[0].clause
    ended = _("Your registration ended on {day}").format(day=words.day(fallen.on))
    if not window.result.get("considered"):
        return Todo(ended, there, said, clause, waits=True)
    title = _("{ended}: ask for reinstatement").format(ended=ended)
    return Todo(title, there, said, clause, window.result["last_day"], _("Ask for it"), first=True)


def department_reinstatements(departments: Collection[str] | None) -> Iterator[Todo]:
    """Yield the applications that wait for an office; one query."""
    waiting = to_decide(departments).count()
    if waiting:
        title = ngettext(
            "Decide {count} application for reinstatement", "Decide {count} applications for reinstatement", waiting
        ).format(count=waiting)
        why = _("The fee is paid; the students can't attend while they wait.")
        yield Todo(title, address("registration:reinstatements", query="?state=open"), why, action=_("Read them"))

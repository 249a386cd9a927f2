"""Graduation on the homes of students, departments and the Academic Registry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.awards.graduation_deciding import window_of
from registrar.areas.awards.queries.graduation_work import (
    awards_to_confirm,
    late_applications,
    retractions_to_decide,
    to_apply,
    to_settle,
)
from registrar.areas.awards.queries.to_confer import to_confer
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Todo, address
from registrar.ui import words

RULE = "award.graduation_application"


def graduation_todos(study: Any, now: datetime) -> Iterator[Todo]:
    """Yield the application that is due, or the day of conferment; one query without either, three at most."""
    if study.status == study.Status.GRADUAND:
        yield from _graduand(study)
    if study.status != study.Status.ACTIVE:
        return
    term = to_apply(study.pk)
    closes = window_of(term, now.date()).result.get("closes") if term is not None else None
    if term is None or closes is None:
        return
    clause = clause_of(RULE, "window", term.key)
    if now.date() <= closes:
        title = _("Apply for graduation: you are expected to finish this semester")
        why = _("You confirm which subjects count, so that your GPA for award is computed from the right ones.")
        yield Todo(title, address("awards:apply"), why, clause, closes, _("Apply now"))
    else:
        title = _("You have not applied for graduation")
        why = _("The window is closed. Ask your department to take a late application, or it settles your subjects.")
        yield Todo(title, address("awards:apply"), why, clause, action=_("Ask for it"))


def _graduand(study: Any) -> Iterator[Todo]:
    found = to_confer(study.pk)
    if found is not None:
        term, day = found
        title = _("Your award will be conferred on {day}").format(day=words.day(day))
        why = _("You are a graduand: you have met every requirement.")
        yield Todo(title, address("awards:my_award"), why, clause_of("award.award_confirmation", "graduand", term))


def department_graduation(departments: Collection[str] | None) -> Iterator[Todo]:
    """Yield late applications to answer and students whose subjects are to be settled; two queries."""
    late, unsettled = late_applications(departments), to_settle(departments)
    if late:
        title = ngettext(
            "Answer {count} late application for graduation", "Answer {count} late applications for graduation", late
        ).format(count=late)
        why = _("They came after the window; you decide whether they are taken.")
        yield Todo(title, address("awards:applications", query="?state=late"), why, action=_("Read them"))
    if unsettled:
        title = ngettext(
            "Settle the subjects of {count} student who has not applied for graduation",
            "Settle the subjects of {count} students who have not applied for graduation",
            unsettled,
        ).format(count=unsettled)
        why = _("They finish all the same; their GPA for award needs the subjects that count.")
        yield Todo(title, address("awards:not_applied"), why)


def registry_graduation(user: Any) -> Iterator[Todo]:
    """Yield awards that wait for confirmation, and retractions that this person may decide; two queries."""
    waiting, retractions = awards_to_confirm(), retractions_to_decide(user)
    if waiting:
        title = ngettext(
            "Confirm {count} award that boards decided", "Confirm {count} awards that boards decided", waiting
        ).format(count=waiting)
        why = _("The students become graduands; each record is judged anew.")
        yield Todo(title, address("awards:confirm_decided"), why)
    for one in retractions:
        title = _("Decide on the retraction of {name}'s award").format(name=one.award.study.student.person)
        why = _("Somebody else has proposed it: it takes a second person.")
        yield Todo(title, address("awards:settle_retraction", one.pk), why)

"""How warnings and study plan forms are shown."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.queries.early_warnings import Warned
from registrar.areas.studies.queries.standings_over_terms import StandingThen
from registrar.ui.parts import Point, Tag
from registrar.ui.words import short_term

WARNINGS = {
    "probation": (gettext_lazy("Probation"), "red"),
    "falling": (gettext_lazy("GPA falling"), "orange"),
    "last_retake": (gettext_lazy("Last retake"), "orange"),
    "no_retake_left": (gettext_lazy("No retake left"), "red"),
    "time_short": (gettext_lazy("Time nearly up"), "orange"),
    "time_over": (gettext_lazy("Time is up"), "red"),
    "unpaid": (gettext_lazy("Unpaid"), "orange"),
    "light": (gettext_lazy("Light load"), "orange"),
    "light_so_far": (gettext_lazy("Light load so far"), "grey"),
    "heavy": (gettext_lazy("Heavy load"), "grey"),
}


def warning_tags(one: Warned) -> list[Tag]:
    """The warnings of a study as tags, the gravest first; no plan is one too."""
    tags = [Tag(*WARNINGS[name]) for name in one.decision.result.get("warnings", ())]
    tags.sort(key=lambda tag: ("red", "orange", "grey").index(tag.colour))
    return tags if one.has_plan else [*tags, Tag(_("No plan"), "grey")]


def gpa_points(standings: list[StandingThen]) -> list[Point]:
    """GPA and semester GPA over terms for the picture; terms without a figure are left out."""
    return [
        Point(short_term(row.term), (row.gpa, row.semester_gpa))
        for row in standings
        if row.gpa is not None and row.counts
    ]


def form_tag(form: Any, today: date) -> Tag:
    """How an AR150 stands."""
    if form.settled:
        return Tag(_("Plan and meeting done"), "green")
    if form.handed_in_at and form.met_on is None:
        return Tag(_("Waits for the meeting"), "blue")
    if today > form.due_on:
        return Tag(_("Overdue"), "red")
    return Tag(_("To be handed in"), "orange")

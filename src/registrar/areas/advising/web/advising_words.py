"""How warnings and study plan forms are shown."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.queries.early_warnings import Warned
from registrar.areas.studies.queries.standings_over_terms import StandingThen
from registrar.ui.parts import Point, Tag
from registrar.ui.words import short_term

# The colour of what is advice rather than a warning.
ADVICE = "grey"
WARNINGS = {
    "probation": (gettext_lazy("Probation"), "red"),
    "falling": (gettext_lazy("GPA falling"), "orange"),
    "last_retake": (gettext_lazy("Last retake"), "orange"),
    "no_retake_left": (gettext_lazy("No retake left"), "red"),
    "time_short": (gettext_lazy("Time nearly up"), "orange"),
    "time_over": (gettext_lazy("Time is up"), "red"),
    "unpaid": (gettext_lazy("Unpaid"), "orange"),
    "light": (gettext_lazy("Light load"), "orange"),
    "light_so_far": (gettext_lazy("Light load so far"), ADVICE),
    "heavy": (gettext_lazy("Heavy load"), ADVICE),
}


def warning_tags(one: Warned) -> list[Tag]:
    """The warnings of a study as tags, the gravest first; what is advice only stands in `advice`."""
    tags = [Tag(*WARNINGS[name]) for name in one.decision.result.get("warnings", ())]
    return sorted((tag for tag in tags if tag.colour != ADVICE), key=lambda tag: ("red", "orange").index(tag.colour))


def advice(one: Warned) -> list[Any]:
    """What is worth a word but no warning: a load out of the usual, and no plan where one is still of use."""
    found = [WARNINGS[name] for name in one.decision.result.get("warnings", ())]
    said = [label for label, colour in found if colour == ADVICE]
    return said if one.has_plan or one.finished else [*said, _("No plan")]


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

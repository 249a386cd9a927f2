"""The history of one grade: for those who keep the record, and for the student from its release."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.models import Rectification
from registrar.areas.assessment.queries.changes import line_of, versions_of
from registrar.areas.assessment.web.of_result import OfResult
from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.queries.result_changes import changes_of, results_matching
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.ui.joining import phrase
from registrar.ui.parts import Event, Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import day
from registrar.ui.words import term as term_text


class ResultHistory(OfResult, Page):
    """Every grade that stood on the sheet and on record, with who wrote it and why it changed."""

    policy = "assessment.view_history"
    hide_refusal = True
    template_name = "assessment/history.html"
    title = gettext_lazy("History of this grade")
    belongs_to = ("assessment:changes", "studies:search")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The entries of the sheet, the record, and the changes of it."""
        result, user = self.result, self.request.user
        log_look(self.request, page="assessment:history", subject=f"study:{result.study_id}")
        changes, line = changes_of(result.pk), line_of(result)
        events = [*_entries(line), _recorded(result, changes), *_changed(changes, with_people=True)]
        attempts = results_matching(result.study.student_number, result.subject_id)
        change = Link(_("Propose a change"), reverse("assessment:propose_change", args=[result.pk]))
        may = permits("assessment.propose_change", user, result)
        return super().get_context_data(
            facts=_facts(result),
            events=events,
            decisions=[read(one.decision) for one in changes],
            attempts=[
                Link(phrase(term_text(one.term_id), one.grade), reverse("assessment:history", args=[one.pk]))
                for one in attempts
                if one.pk != result.pk
            ],
            page_actions=[change] if may else [],
            **kwargs,
        )


class MyResultHistory(OfResult, Page):
    """The student's own result: when it was recorded, and every decision that changed it."""

    policy = "assessment.my_results"
    template_name = "assessment/history.html"
    title = gettext_lazy("History of this grade")
    belongs_to = ("assessment:my_results",)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the results."""
        return [(_("My results"), reverse("assessment:my_results"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Released results of one's own only; anything else is not there."""
        result, study = self.result, study_of_user(self.request.user)
        if study is None or result.study_id != study.pk or result.released_on > clock.today():
            raise Http404
        changes = changes_of(result.pk)
        events = [_recorded(result, changes), *_changed(changes, with_people=False)]
        decisions = [read(one.decision) for one in changes]
        return super().get_context_data(facts=_facts(result), events=events, decisions=decisions, **kwargs)


def _facts(result: Any) -> list[Row]:
    grade = Tag(result.grade, "red") if result.failed else result.grade
    points = "–" if result.points is None else result.points
    return [
        Row(_("Grade now"), grade),
        Row(_("Grade points"), points),
        Row(_("Credits earned"), result.credits_earned),
        Row(_("Attempt"), result.attempt),
        Row(_("Shown to the student from"), day(result.released_on)),
    ]


def _entries(line: Any) -> list[Event]:
    """What was entered on the sheet, each time."""
    events: list[Event] = []
    before: tuple[str, str] = ("", "")
    at: Any = None
    for one in versions_of(line) if line is not None else ():
        if (one.grade, one.note) != before:
            who = str(one.entered_by.person) if one.entered_by else ""
            text = " · ".join(part for part in (who, one.note) if part)
            title = _("Entered: %(grade)s") % {"grade": one.grade} if one.grade else _("Entry cleared")
            # The university's time of the entry; the database's own where a change says no other.
            entered = one.entered_at if one.entered_at not in (None, at) else one.pgh_created_at
            events.append(Event(entered, title, text))
        before, at = (one.grade, one.note), one.entered_at
    return events


def _recorded(result: Any, changes: list[Any]) -> Event:
    first = changes[0].old_grade if changes else result.grade
    return Event(
        result.released_on, _("On record: %(grade)s") % {"grade": first}, _("Shown from this day"), tone="good"
    )


def _changed(changes: list[Any], *, with_people: bool) -> list[Event]:
    events = []
    for one in changes:
        authority = Rectification.Authority(one.authority).label
        parts = [f"{authority} · {one.reference}", one.reason]
        if with_people:
            parts.append(f"{one.proposed_by.person} · {one.confirmed_by.person}")
        title = _("Changed from %(old)s to %(new)s") % {"old": one.old_grade, "new": one.new_grade}
        events.append(Event(one.at, title, " · ".join(parts), tone="warn"))
    return events

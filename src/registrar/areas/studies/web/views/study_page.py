"""A student's study as staff see it: overview, record, standings, approvals."""

from contextlib import suppress
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.areas.studies.models import Study
from registrar.areas.studies.queries.options_of import options_of
from registrar.areas.studies.queries.study_file import (
    approvals_of,
    results_of,
    standings_of,
    status_history,
    study_for_page,
)
from registrar.areas.studies.web import study_parts as parts
from registrar.ui.parts import Link, Tab
from registrar.ui.policy import permits
from registrar.ui.views import Page


class StudyPage(Page):
    """What the tabs share: the study, who may see it, and the trace that looking leaves."""

    policy = "studies.view_study"
    hide_refusal = True
    tab = ""

    @cached_property
    def study(self) -> Study:
        """The study, or a page not found."""
        try:
            return study_for_page(self.kwargs["pk"])
        except Study.DoesNotExist as missing:
            raise Http404 from missing

    def get_policy_object(self) -> Study:
        """The study itself decides who may see it."""
        return self.study

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page and log the look."""
        log_look(request, page=f"studies:{self.tab}", subject=f"study:{self.study.pk}")
        return super().get(request, *args, **kwargs)

    def get_title(self) -> str:
        """The student's name."""
        return parts.full_name(self.study.student)

    def get_caption(self) -> str:
        """The student number."""
        return self.study.student_number

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the search."""
        return [(_("Student records"), reverse("studies:search"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tabs and study."""
        names = [
            ("study", _("Overview")),
            ("record", _("Record")),
            ("standings", _("Standings")),
            ("approvals", _("Approvals")),
            ("options", _("Minor and Majors")),
        ]
        may_grant = permits("studies.grant_approval", self.request.user, self.study)
        grant = Link(_("Record an approval"), reverse("studies:grant", args=[self.study.pk]))
        tabs = [
            Tab(label, reverse(f"studies:{name}", args=[self.study.pk]), current=name == self.tab)
            for name, label in names
        ]
        if permits("finance.view_holds", self.request.user):
            # The page belongs to a higher area: it is known by its address alone.
            with suppress(NoReverseMatch):
                tabs.append(Tab(_("Holds"), reverse("finance:holds", args=[self.study.pk])))
        if may_grant:
            # The page belongs to a higher area: it is known by its address alone.
            with suppress(NoReverseMatch):
                tabs.append(Tab(_("Subjects"), reverse("registration:of-student", args=[self.study.pk])))
                tabs.append(Tab(_("Credit transfers"), reverse("registration:transfers", args=[self.study.pk])))
        return super().get_context_data(
            study=self.study,
            tabs=tabs,
            may_grant=may_grant,
            page_actions=[grant] if may_grant else [],
            **kwargs,
        )


class StudyOverview(StudyPage):
    """What the study is, and how its status came about."""

    template_name = "studies/overview.html"
    tab = "study"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Profile, progress and history."""
        return super().get_context_data(
            rows=parts.profile_rows(self.study, options_of([self.study.pk], clock.today()).get(self.study.pk, [])),
            events=parts.status_events(status_history(self.study)),
            credits=parts.progress(self.study, results_of(self.study, None)),
            **kwargs,
        )


class StudyRecord(StudyPage):
    """Every attempt at every subject."""

    template_name = "studies/record.html"
    tab = "record"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The record; staff also see what is not released yet, marked as such."""
        results = results_of(self.study, None)
        return super().get_context_data(
            columns=parts.RECORD_COLUMNS,
            body=parts.record_body(results, clock.today()),
            credits=parts.progress(self.study, results),
            **kwargs,
        )


class StudyStandings(StudyPage):
    """GPA and standing after each term."""

    template_name = "studies/standings.html"
    tab = "standings"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Table and chart."""
        standings = standings_of(self.study, None)
        return super().get_context_data(
            columns=parts.STANDING_COLUMNS,
            body=parts.standing_body(standings),
            points=parts.gpa_points(standings),
            point_names=[_("GPA"), _("Semester GPA")],
            **kwargs,
        )


class StudyApprovals(StudyPage):
    """What was allowed, by which form."""

    template_name = "studies/approvals.html"
    tab = "approvals"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The approvals, the latest first."""
        return super().get_context_data(approvals=parts.approval_events(approvals_of(self.study)), **kwargs)

"""A student's own study."""

from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.platform import clock
from registrar.areas.studies.queries.options_of import options_of
from registrar.areas.studies.queries.study_file import (
    approvals_of,
    results_of,
    standings_of,
    status_history,
)
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.areas.studies.web import study_parts as parts
from registrar.ui.views import Page


class MyStudy(Page):
    """What the university has on record about the student's study; results only from their day of release."""

    policy = "studies.view_own"
    template_name = "studies/my_study.html"

    def get_title(self) -> str:
        """The heading."""
        return _("My study")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Profile, progress, GPA, approvals and history."""
        study = study_of_user(self.request.user)
        if study is None:
            return super().get_context_data(study=None, **kwargs)
        today = clock.today()
        standings, results = standings_of(study, today), results_of(study, today)
        return super().get_context_data(
            study=study,
            rows=parts.profile_rows(study, options_of([study.pk], today).get(study.pk, [])),
            credits=parts.progress(study, results),
            awaiting=parts.awaiting_board(results, standings),
            points=parts.gpa_points(standings),
            point_names=[_("GPA"), _("Semester GPA")],
            approvals=[one for one in parts.approval_events(approvals_of(study)) if not one["revoked_at"]],
            events=parts.status_events(status_history(study)),
            **kwargs,
        )

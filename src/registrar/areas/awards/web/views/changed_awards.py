"""Awards whose record changed after they were confirmed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.queries.changed_since import changed_since
from registrar.areas.awards.web.graduation_parts import award_tag, named, title_of
from registrar.areas.platform.looking import log_looks
from registrar.ui.views import Page


class ChangedAwards(Page):
    """Who they belong to, and which results came or changed: the registry asks the board."""

    policy = "awards.view_awards"
    belongs_to = ("awards:awards",)
    template_name = "awards/changed_awards.html"
    title = gettext_lazy("Results changed after the award")
    lead = gettext_lazy("An award stays as it is until the Board of Examiners decides again.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Awards"), reverse("awards:awards"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The awards, the latest change first; looking leaves a trace with each."""
        found = changed_since()
        log_looks(self.request, page="awards:changed_awards", subjects=[f"study:{one.award.study_id}" for one in found])
        subjects = named([change.subject for one in found for change in one.changes])
        names = iter(subjects)
        rows = [
            {
                "url": reverse("awards:award", args=[one.award.pk]),
                "number": one.award.study.student_number,
                "name": one.award.study.student.person.in_full,
                "award": title_of(one.award),
                "state": award_tag(one.award),
                "changes": [{"subject": next(names), "change": change} for change in one.changes],
            }
            for one in found
        ]
        return super().get_context_data(rows=rows, **kwargs)

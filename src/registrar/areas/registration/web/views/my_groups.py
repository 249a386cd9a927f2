"""The groups that a teacher teaches."""

from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.registration.queries.offerings_of import groups_taught
from registrar.areas.registration.web import registration_parts as parts
from registrar.ui.views import Page
from registrar.ui.words import term as term_words


class MyGroups(Page):
    """By term, with times, how full each is, the class list, and the teacher's own week."""

    policy = "registration.teach"
    template_name = "registration/my_groups.html"

    def get_title(self) -> str:
        """The heading."""
        return _("My groups")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The groups of every term; the week of the latest."""
        by_term: dict[str, list[dict[str, Any]]] = {}
        latest: list[tuple[Any, Any, bool]] = []
        first = ""
        for group in groups_taught(self.request.user):
            key = group.offering.term_id
            first = first or key
            if key == first:
                latest.append((group, group.offering.subject, False))
            by_term.setdefault(term_words(key), []).append(
                {
                    "group": group,
                    "subject": group.offering.subject_id,
                    "title": parts.title_of(group.offering.subject),
                    "lines": parts.meeting_lines(group),
                }
            )
        return super().get_context_data(by_term=by_term, meetings=parts.week_meetings(latest), first=first, **kwargs)

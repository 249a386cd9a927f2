"""All services of a student in their eight groups."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.site.menu.groups import GROUPS
from registrar.ui.views import Page


class AllServices(Page):
    """Seven groups of pages, and the student's own advisor as the eighth (polyu-2024-25:3B-01)."""

    policy = "registration.register"
    template_name = "site/services.html"
    title = _("All services")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The groups with their addresses, and the advisor; one query."""
        study = study_of_user(self.request.user)
        groups = [(group, [(reverse(service.url_name), service) for service in group.services]) for group in GROUPS]
        return super().get_context_data(groups=groups, advisor=study.advisor if study else None, **kwargs)

"""Who holds which office, for the registry."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrar.areas.people.models import Role, RoleAssignment
from registrar.areas.people.queries.offices import offices, offices_matching
from registrar.areas.people.web.names import shown_name
from registrar.ui.parts import Column, Filter, Link, Tag
from registrar.ui.views import ListPage


class Roles(ListPage):
    """All offices of staff, past ones included."""

    policy = "people.manage_roles"
    title = _("Offices of staff")
    lead = _("Whoever holds an office sees what the office needs, and nothing else.")
    search_label = _("NetID, name or department")
    default_sort = "user__username"
    export_name = "offices"
    empty_title = _("No such office")
    columns = (
        Column("net_id", _("NetID"), sort="user__username"),
        Column("name", _("Name"), sort="user__person__family_name"),
        Column("role", _("Office"), sort="role"),
        Column("department", _("Department"), sort="department"),
        Column("since", _("Since"), sort="since"),
        Column("state", _("Status of the office")),
    )
    filters = (Filter("role", _("Office"), [choice for choice in Role.choices if choice[0] != Role.STUDENT.value]),)

    def rows(self) -> Any:
        """Every office."""
        return offices()

    def search(self, rows: Any, text: str) -> Any:
        """Every word must match."""
        return offices_matching(rows, text)

    def cells(self, item: RoleAssignment) -> Mapping[str, Any]:
        """One office."""
        return {
            "net_id": item.user.username,
            "name": shown_name(getattr(item.user, "person", None), get_language()),
            "role": item.get_role_display(),
            "department": item.department or _("The whole University"),
            "since": item.since,
            "state": Tag(_("Held"), "green") if item.until is None else Tag(_("Ended"), "grey"),
        }

    def link(self, item: RoleAssignment) -> str:
        """To ending it, while it is held."""
        return reverse("people:revoke_role", args=[item.pk]) if item.until is None else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way to giving one."""
        return super().get_context_data(
            page_actions=[Link(_("Give an office"), reverse("people:grant_role"))], **kwargs
        )

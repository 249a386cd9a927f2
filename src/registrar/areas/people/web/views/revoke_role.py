"""Taking an office."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrar.areas.people.actions.grant_role import RoleRefused
from registrar.areas.people.actions.revoke_role import revoke_role
from registrar.areas.people.models import RoleAssignment
from registrar.areas.people.queries.offices import offices
from registrar.areas.people.web.names import shown_name
from registrar.areas.people.web.refusals import REFUSALS
from registrar.areas.platform.clock import now
from registrar.ui.joining import bracketed
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage


class RevokeRole(ConfirmPage):
    """Asks before the office ends today."""

    policy = "people.manage_roles"
    title = _("End an office")
    submit_label = _("End the office")
    submit_kind = "warning"
    cancel_url = reverse_lazy("people:roles")
    warning = _("The person can no longer see or do what the office allows, from now on.")

    def assignment(self) -> RoleAssignment:
        """The office in question."""
        found = offices().filter(pk=self.kwargs["assignment"]).first()
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way back."""
        return [(_("Offices of staff"), reverse("people:roles"))]

    def get_rows(self) -> list[Row]:
        """Who, what, where."""
        office = self.assignment()
        name = shown_name(getattr(office.user, "person", None), get_language())
        return [
            Row(_("Person"), bracketed(name, office.user.username)),
            Row(_("Office"), office.get_role_display()),
            Row(_("Department"), office.department or _("The whole University")),
            Row(_("Since"), office.since),
        ]

    def act(self, form: BaseForm) -> str | HttpResponseBase:
        """End it."""
        try:
            revoke_role(self.request.user, assignment=self.assignment().pk, now=now())
        except RoleRefused as refusal:
            form.add_error(None, REFUSALS[refusal.reason][1])
            return self.show(form, key=self.idempotency_key, status=422)
        messages.success(self.request, _("The office has ended."))
        return reverse("people:roles")

"""Giving an office."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrar.areas.people.actions.grant_role import RoleRefused, grant_role
from registrar.areas.people.models import Role
from registrar.areas.people.web.forms.role import RoleForm
from registrar.areas.people.web.refusals import REFUSALS
from registrar.areas.platform.clock import now
from registrar.rulebook.academic_units import read_academic_units
from registrar.rulebook.places import universities_directory
from registrar.ui.views import FormPage


class GrantRole(FormPage):
    """NetID, office, department."""

    policy = "people.manage_roles"
    title = _("Give an office")
    form_class = RoleForm
    submit_label = _("Give the office")
    cancel_url = reverse_lazy("people:roles")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way back."""
        return [(_("Offices of staff"), reverse("people:roles"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The departments to choose from."""
        units = read_academic_units(universities_directory() / settings.UNIVERSITY).values()
        language = get_language() or "en"
        return {"departments": [(unit.code, f"{unit.code} {unit.name.in_language(language)}") for unit in units]}

    def act(self, form: BaseForm) -> str | HttpResponseBase:
        """Give it, or say beside which field why not."""
        data = form.cleaned_data
        try:
            given = grant_role(
                self.request.user,
                net_id=data["net_id"],
                role=Role(data["role"]),
                department=data["department"],
                now=now(),
            )
        except RoleRefused as refusal:
            field, text = REFUSALS[refusal.reason]
            form.add_error(field, text)
            return self.show(form, key=self.idempotency_key, status=422)
        messages.success(
            self.request,
            _("%(net_id)s now holds the office: %(office)s.")
            % {"net_id": given.user.username, "office": given.get_role_display()},
        )
        return reverse("people:roles")

"""The form that gives an office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrar.areas.people.models import Role
from registrar.ui.forms import RegistrarForm


class RoleForm(RegistrarForm):
    """Who is to hold which office where."""

    net_id = forms.CharField(label=_("NetID"), max_length=30)
    role = forms.ChoiceField(
        label=_("Office"), choices=[choice for choice in Role.choices if choice[0] != Role.STUDENT.value]
    )
    department = forms.ChoiceField(label=_("Department"), required=False)

    def __init__(self, *args: Any, departments: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these departments."""
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        field.choices = [("", _("The whole University")), *departments]  # type: ignore[attr-defined]
        field.help_text = _("Teachers, advisors, panel chairs, department offices and Heads belong to a department.")

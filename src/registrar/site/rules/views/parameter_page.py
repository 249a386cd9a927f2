"""One figure over time, with the rules that read it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.rulebook import all_rules
from registrar.rulebook.dated_parameter import DatedParameter
from registrar.site.rules.areas import BINDS_BY, area_name
from registrar.site.rules.law import home_law
from registrar.site.rules.rule_link import rule_link
from registrar.site.rules.time_line import time_line
from registrar.ui.parts import Row
from registrar.ui.views import Page


class ParameterPage(Page):
    """What the figure was, is and will be; where nobody has verified an edition, the gap stands."""

    policy = "rules.explore"
    template_name = "rules/parameter_page.html"

    @cached_property
    def parameter(self) -> DatedParameter:
        """The figure of the address. Raises Http404."""
        found = home_law().parameters.get(self.kwargs["name"])
        if found is None:
            raise Http404(f"no parameter {self.kwargs['name']}")
        return found

    def get_title(self) -> Any:
        """Its title."""
        return self.parameter.title

    def get_caption(self) -> Any:
        """The area."""
        return area_name(self.parameter.name.partition(".")[0])

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Below the list of figures."""
        return [(_("Figures"), reverse("parameter_list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The time line and the readers."""
        parameter = self.parameter
        return super().get_context_data(
            line=time_line(parameter),
            readers=[(rule_link(rule), rule.name) for rule in all_rules() if parameter.name in rule.parameters],
            particulars=[
                Row(_("Identifier"), parameter.name),
                Row(_("Unit"), parameter.unit),
                Row(_("Goes by"), BINDS_BY[parameter.applies_by]),
                Row(_("File"), f"universities/{parameter.file}"),
            ],
            **kwargs,
        )

"""One rule: what it does, its clauses side by side, its figures over time and its facts."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.rulebook import Rule, UnknownRule, rule_named
from registrar.rulebook.rule_texts import description
from registrar.site.rules.areas import BINDS_BY, RULE_KINDS, area_name
from registrar.site.rules.fact_words import facts_of
from registrar.site.rules.law import home_law
from registrar.site.rules.side_by_side import clauses_side_by_side
from registrar.site.rules.time_line import time_line
from registrar.site.rules.worked_cases import number_of_cases
from registrar.ui.parts import Row, Tab
from registrar.ui.views import Page
from registrar.ui.words import in_reader_language


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a description, without the line ends and code marks of its source."""
    return [" ".join(part.split()).replace("`", "") for part in text.split("\n\n")]


class AboutRule(Page):
    """What the three pages about a rule share: the rule, its title and the tabs."""

    policy = "rules.explore"
    tab = ""

    @cached_property
    def rule(self) -> Rule:
        """The rule of the address. Raises Http404."""
        try:
            return rule_named(self.kwargs["name"])
        except UnknownRule as error:
            raise Http404(str(error)) from error

    def get_title(self) -> Any:
        """The rule's title."""
        return self.rule.title

    def get_caption(self) -> Any:
        """The area."""
        return area_name(self.rule.area)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Below the list of rules."""
        return [(_("Rules"), reverse("rule_list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs."""
        name = self.rule.name
        tabs = [
            Tab(_("The rule"), reverse("rule", args=[name]), self.tab == "rule"),
            Tab(_("Worked cases"), reverse("rule_cases", args=[name]), self.tab == "cases", number_of_cases(self.rule)),
            Tab(_("Try it"), reverse("rule_try", args=[name]), self.tab == "try"),
        ]
        return super().get_context_data(tabs=tabs, **kwargs)


class RulePage(AboutRule):
    """The rule itself."""

    template_name = "rules/rule_page.html"
    tab = "rule"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Clauses, figures and facts."""
        law = home_law()
        rule = self.rule
        known = [law.parameters[name] for name in rule.parameters if name in law.parameters]
        return super().get_context_data(
            roles=clauses_side_by_side(rule),
            time_lines=[time_line(parameter) for parameter in known],
            facts=facts_of(rule),
            particulars=[
                Row(_("Identifier"), rule.name),
                Row(_("What it answers"), RULE_KINDS[rule.kind]),
                Row(_("The edition is picked by"), BINDS_BY[rule.binds_by]),
                Row(_("Worked cases"), number_of_cases(rule)),
                Row(_("Source"), f"{rule.module.replace('.', '/')}.py"),
                Row(_("Rule set"), law.rule_set[:12]),
            ],
            paragraphs=paragraphs(in_reader_language(description(rule))),
            **kwargs,
        )

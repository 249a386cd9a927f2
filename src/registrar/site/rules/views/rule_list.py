"""All rules, by area and with a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registrar.rulebook import Rule, all_rules
from registrar.rulebook.rule_texts import description
from registrar.site.rules.areas import BINDS_BY, RULE_KINDS, area_name
from registrar.site.rules.worked_cases import number_of_cases
from registrar.ui.parts import Column, Filter
from registrar.ui.views import ListPage


class RuleList(ListPage):
    """Every rule with its area, what picks its edition, and how many clauses and cases it has."""

    policy = "rules.explore"
    title = _("Rules")
    lead = _("The regulations as they are carried out: clauses, figures, worked cases, and a form to try each of them.")
    search_label = _("Search rules")
    export_name = "rules"
    page_size = 100
    columns = (
        Column("title", _("Rule")),
        Column("area", _("Area"), sort="area"),
        Column("name", _("Identifier"), sort="name"),
        Column("kind", _("What it answers")),
        Column("binds_by", _("Edition picked by")),
        Column("clauses", _("Clauses"), numeric=True),
        Column("figures", _("Figures"), numeric=True),
        Column("cases", _("Worked cases"), numeric=True),
    )

    def get_filters(self) -> Sequence[Filter]:
        """The areas that have rules, and what rules answer."""
        areas = sorted({rule.area for rule in all_rules()})
        return (
            Filter("area", _("Area"), tuple((area, area_name(area)) for area in areas)),
            Filter("kind", _("What it answers"), tuple(RULE_KINDS.items())),
        )

    def rows(self) -> Sequence[Rule]:
        """All rules, by name."""
        return all_rules()

    def search(self, rows: Any, text: str) -> Any:
        """Rules whose name, or title or description in either language, holds the text."""
        wanted = text.casefold()
        return [rule for rule in rows if any(wanted in part.casefold() for part in _searched(rule))]

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Rules of one area, or of one kind."""
        return [rule for rule in rows if getattr(rule, name) == value]

    def link(self, item: Rule) -> str:
        """The rule's page."""
        return reverse("rule", args=[item.name])

    def cells(self, item: Rule) -> Mapping[str, Any]:
        """Title, area, name and counts."""
        return {
            "title": item.title,
            "area": area_name(item.area),
            "name": item.name,
            "kind": RULE_KINDS[item.kind],
            "binds_by": BINDS_BY[item.binds_by],
            "clauses": len(item.citations),
            "figures": len(item.parameters),
            "cases": number_of_cases(item),
        }


def _searched(rule: Rule) -> tuple[str, ...]:
    told = description(rule)
    return (rule.name, rule.title.en, rule.title.zh, told.en, told.zh)

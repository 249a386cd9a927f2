"""One clause: what it says, and everything that carries it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.kernel import Citation
from registrar.rulebook.clauses import Clause
from registrar.rulebook.law import University
from registrar.rulebook.words import cited_as
from registrar.site.rules.areas import KINDS, area_name
from registrar.site.rules.carriers import carriers_of
from registrar.site.rules.law import law_of_edition
from registrar.site.rules.rule_link import rule_link
from registrar.site.rules.time_line import time_line
from registrar.ui.parts import Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import Page
from registrar.ui.words import in_chinese


class ClausePage(Page):
    """The clause behind a citation; students come here from every refusal. What carries it is shown to staff."""

    policy = "signed_in"
    template_name = "rules/clause_page.html"

    @cached_property
    def law(self) -> University:
        """The law with this edition. Raises Http404."""
        law = law_of_edition(self.kwargs["edition"])
        if law is None:
            raise Http404(f"no edition {self.kwargs['edition']}")
        return law

    @cached_property
    def clause(self) -> Clause:
        """The clause. Raises Http404."""
        found = self.law.clauses.get(Citation(self.kwargs["edition"], self.kwargs["clause"]))
        if found is None:
            raise Http404(f"no clause {self.kwargs['clause']}")
        return found

    def get_title(self) -> Any:
        """The clause as people cite it."""
        return cited_as(self.clause.citation, self.law, "zh-hant" if in_chinese() else "en")

    def get_caption(self) -> Any:
        """The heading of its section."""
        return self.clause.heading or ""

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Register, edition."""
        edition = self.clause.citation.edition
        register = reverse("clause_list")
        return [(_("Clauses"), register), (self.law.editions[edition].title, f"{register}?edition={edition}")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wording, neighbours, and what carries the clause."""
        clause = self.clause
        carriers = carriers_of(clause.citation, self.law)
        pairs = [(citation, self.law.clauses.get(citation)) for citation in carriers.counterparts]
        return super().get_context_data(
            register_entry=clause,
            carriers=carriers,
            counterparts=pairs,
            rules=[(rule_link(rule), rule.name) for rule in carriers.rules],
            explores=permits("rules.explore", self.request.user),
            particulars=[
                Row(_("Clause"), str(clause.citation)),
                Row(_("Area"), area_name(clause.area)),
                Row(_("Kind of duty"), KINDS.get(clause.kind, clause.kind)),
                Row(_("Wording"), Tag(_("Leaves something open"), "purple") if clause.reading else _("Plain")),
            ],
            time_lines=[time_line(parameter) for parameter in carriers.parameters],
            fee_rows=sorted(carriers.fee_rows.items()),
            **kwargs,
        )

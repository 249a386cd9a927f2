"""The worked cases of a rule, decided as the page is opened."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from registrar.site.rules.views.rule_page import AboutRule
from registrar.site.rules.worked_cases import run_cases


class RuleCases(AboutRule):
    """Every case: the situation, the facts, the expected answer, and whether the rule gives it today."""

    template_name = "rules/rule_cases.html"
    tab = "cases"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cases as they have just come out."""
        runs = run_cases(self.rule)
        try_it = reverse("rule_try", args=[self.rule.name])
        shown = [(run, f"{try_it}?{urlencode({'case': run.case.id})}") for run in runs]
        return super().get_context_data(runs=shown, passed=sum(run.passes for run in runs), number=len(runs), **kwargs)

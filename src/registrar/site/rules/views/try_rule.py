"""Put facts to a rule and see the decision. Nothing is stored."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from registrar.areas.platform import clock
from registrar.kernel import to_plain
from registrar.rulebook import BadFacts, decide
from registrar.site.rules.facts_form import FactsForm, initial_of
from registrar.site.rules.law import home_law
from registrar.site.rules.views.rule_page import AboutRule
from registrar.site.rules.worked_cases import cases_of


class TryRule(AboutRule):
    """A form over the rule's facts, filled from a worked case where one is chosen."""

    template_name = "rules/try_rule.html"
    tab = "try"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, empty or filled from a case."""
        return self.render_to_response(self.get_context_data(form=FactsForm(rule=self.rule, initial=self._initial())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide and show the decision above the form; bad facts come back at their fields."""
        form = FactsForm(request.POST, rule=self.rule)
        decision = None
        if form.is_valid():
            try:
                decision = decide(
                    self.rule,
                    form.facts(),
                    as_of=form.cleaned_data["as_of"],
                    university=home_law().code,
                    edition=form.cleaned_data["edition"] or None,
                )
            except BadFacts as error:
                form.refuse(error.fields)
        context = self.get_context_data(form=form, decision=decision, command=_command(self.rule.name, form, decision))
        return self.render_to_response(context, status=200 if decision else 422)

    def _initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("case", "")
        case = next((case for case in cases_of(self.rule) if case.id == wanted), None)
        if case is None:
            return {"as_of": clock.today()}
        return initial_of(self.rule, case.schema.facts, case.schema.as_of, case.schema.edition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cases to choose from."""
        return super().get_context_data(
            cases=cases_of(self.rule), chosen_case=self.request.GET.get("case", ""), **kwargs
        )


def _command(rule: str, form: FactsForm, decision: Any) -> str:
    """The same question for the command line; empty where there is no decision."""
    if decision is None:
        return ""
    facts = json.dumps(to_plain(form.facts()), ensure_ascii=False, indent=2)
    edition = f" --edition {form.cleaned_data['edition']}" if form.cleaned_data["edition"] else ""
    return (
        f"registrar decide {rule} --as-of {form.cleaned_data['as_of'].isoformat()}{edition} --facts - <<'FACTS'\n"
        f"{facts}\nFACTS"
    )

"""A decision as it was taken, what it rested on, and the same question asked again today."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.queries.stored_decision import stored_decision
from registrar.rulebook import UnknownRule, rule_named
from registrar.rulebook.replay import Comparison, replay
from registrar.ui.parts import Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.views import Page, PolicyView


class AboutDecision(PolicyView):
    """What the pages about one stored decision share. Whoever may not see it learns nothing of its existence."""

    policy = "rules.view_decision"
    hide_refusal = True

    @cached_property
    def stored(self) -> Any:
        """The stored row. Raises Http404."""
        row = stored_decision(self.kwargs["key"])
        if row is None:
            raise Http404(f"no decision {self.kwargs['key']}")
        return row

    def get_policy_object(self) -> Any:
        """The policy asks whom the decision is about."""
        return self.stored


class DecisionPage(AboutDecision, Page):
    """The decision with its findings, figures, facts and edition. "Decide again" posts here."""

    template_name = "rules/decision_page.html"
    http_method_names = ["get", "head", "post"]

    def get_title(self) -> Any:
        """The rule's title; its name where the rule is gone."""
        try:
            return rule_named(self.stored.rule).title
        except UnknownRule:
            return self.stored.rule

    def get_caption(self) -> Any:
        """The decision's number."""
        return _("Decision %(number)s") % {"number": self.stored.pk}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide the same facts again, under today's rules. Nothing is stored."""
        return self.render_to_response(self.get_context_data(again=replay(self.stored.body), **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decision, its particulars, and the way to its rule for those who may explore rules."""
        stored = self.stored
        explores = permits("rules.explore", self.request.user)
        rule: Any = Link(stored.rule, reverse("rule", args=[stored.rule])) if explores else stored.rule
        again = kwargs.get("again")
        return super().get_context_data(
            decision=stored.body,
            particulars=[
                Row(_("Number"), str(stored.pk)),
                Row(_("Rule"), rule),
                Row(_("Taken at"), stored.decided_at),
                Row(_("Decided for the day"), stored.as_of),
                Row(_("By"), _actor(stored.actor)),
                Row(_("About"), stored.subject),
                Row(_("Rule set"), stored.rule_set[:12]),
            ],
            json_url=reverse("decision_json", args=[stored.pk]),
            comparison=_comparison(again) if again else None,
            **kwargs,
        )


class DecisionJson(AboutDecision):
    """The decision as stored, to keep or to replay elsewhere."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """The JSON of the decision as a file."""
        response = JsonResponse(self.stored.body, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="decision-{self.stored.pk}.json"'
        return response


def _actor(actor: Any) -> Any:
    if actor is None:
        return _("the system")
    person = getattr(actor, "person", None)
    return str(person) if person is not None else actor.username


def _comparison(again: Any) -> Tag:
    """How the second answer compares, in a word or two."""
    return {
        Comparison.SAME: Tag(_("The same again"), "green"),
        Comparison.CHANGED: Tag(_("Different today"), "orange"),
        Comparison.IMPOSSIBLE: Tag(_("Cannot be decided again"), "red"),
    }[again.comparison]

"""The rules as an API: the same as `registrar rules` and `registrar decide`, for staff who have signed in.

A call carries the session's cookie; a POST also the CSRF token. Errors are `{"message", "fields"}`, the fields named.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, AuthorizationError, ValidationError
from ninja.parser import Parser
from ninja.security import SessionAuth
from pydantic import ConfigDict, Field

from registrar.areas.platform import clock
from registrar.rulebook import BadFacts, UnknownEdition, UnknownRule, all_rules, decide, rule_named
from registrar.rulebook.portrait import rule_portrait
from registrar.rulebook.words import explained
from registrar.site.rules.law import home_law
from registrar.ui.policy import permits

POLICY = "rules.explore"


class StaffSession(SessionAuth):
    """A signed-in member of staff."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Return the user. Raises AuthorizationError for one who may not explore rules."""
        user = request.user
        if not user.is_authenticated:
            return None
        if not permits(POLICY, user):
            raise AuthorizationError
        return user


def staff_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard the documentation like the calls."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not permits(POLICY, request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class ExactNumbers(Parser):
    """Reads numbers as they are written: a JSON number is decimal text and never becomes a float."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body as JSON with exact decimals."""
        return json.loads(request.body, parse_float=Decimal)


api = NinjaAPI(
    parser=ExactNumbers(),
    title="Registrar",
    version="1",
    description="The rules of the university: list them, read them, put facts to them.",
    auth=StaffSession(),
    docs_decorator=staff_only,
    urls_namespace="api",
)


class Question(Schema):
    """Facts put to a rule."""

    model_config = ConfigDict(extra="forbid")

    facts: dict[str, Any] = Field(description="The facts, as the schema of the rule says; amounts and decimals as text")
    as_of: date | None = Field(default=None, description="Day of the decision; today where it is not given")
    edition: str | None = Field(default=None, description="Decide under this edition instead of the one that binds")


class Refusal(Schema):
    """What is wrong with a call."""

    message: str
    fields: dict[str, str] = {}


class RuleSummary(Schema):
    """One rule in the list."""

    name: str
    area: str
    title: dict[str, str]
    binds_by: str
    clauses: list[str]
    parameters: list[str]


@api.get("/rules", response=list[RuleSummary], summary="List all rules")
def list_rules(request: HttpRequest, area: str = "") -> list[dict[str, Any]]:
    """Every rule, or those of one area."""
    return [
        {
            "name": rule.name,
            "area": rule.area,
            "title": {"en": rule.title.en, "zh": rule.title.zh},
            "binds_by": rule.binds_by,
            "clauses": [str(citation) for citation in rule.citations],
            "parameters": list(rule.parameters),
        }
        for rule in all_rules()
        if area in ("", rule.area)
    ]


@api.get("/rules/{name}", response={200: dict[str, Any], 404: Refusal}, summary="Show a rule")
def show_rule(request: HttpRequest, name: str) -> dict[str, Any]:
    """Title, clauses with their wording, figures over time, and the JSON schema of the facts."""
    return rule_portrait(rule_named(name), home_law())


@api.post(
    "/rules/{name}/decide",
    response={200: dict[str, Any], 404: Refusal, 422: Refusal},
    summary="Put facts to a rule",
)
def decide_rule(request: HttpRequest, name: str, question: Question) -> dict[str, Any]:
    """The decision, with texts in the language of the call. Nothing is stored."""
    law = home_law()
    as_of = question.as_of or clock.today()
    decision = decide(name, question.facts, as_of=as_of, university=law.code, edition=question.edition)
    return explained(decision, law, get_language() or "en")


@api.exception_handler(UnknownRule)
def unknown_rule(request: HttpRequest, error: UnknownRule) -> HttpResponse:
    """404 for a rule that does not exist."""
    return api.create_response(request, {"message": str(error), "fields": {}}, status=404)


@api.exception_handler(UnknownEdition)
def unknown_edition(request: HttpRequest, error: UnknownEdition) -> HttpResponse:
    """422 for an edition that does not exist."""
    return api.create_response(request, {"message": str(error), "fields": {"edition": str(error)}}, status=422)


@api.exception_handler(BadFacts)
def bad_facts(request: HttpRequest, error: BadFacts) -> HttpResponse:
    """422 with every fact that does not fit."""
    fields = {f"facts.{field}": problem for field, problem in error.fields.items()}
    return api.create_response(request, {"message": str(error), "fields": fields}, status=422)


@api.exception_handler(ValidationError)
def bad_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with every field of the call that does not fit."""
    fields = {".".join(str(step) for step in item["loc"][2:]) or "body": item["msg"] for item in error.errors}
    said = "; ".join(f"{field}: {problem}" for field, problem in fields.items())
    return api.create_response(request, {"message": said, "fields": fields}, status=422)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """401 for strangers."""
    return api.create_response(request, {"message": "sign in first", "fields": {}}, status=401)


@api.exception_handler(AuthorizationError)
def not_allowed(request: HttpRequest, error: AuthorizationError) -> HttpResponse:
    """403 for people who are no staff."""
    return api.create_response(request, {"message": "only staff may use this", "fields": {}}, status=403)

"""The API: the same answers as the commands, errors that name the field, staff only."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests import world

from registrar.rulebook import all_rules, decide
from registrar.site.rules.tests.conftest import signed_in

DECIDE = "/api/rules/registration.credit_ceiling/decide"
FACTS = {"term": "2024/25-S1", "registered_credits": 21, "added_credits": 3, "on_probation": False}


def ask(client: Client, question: Any, path: str = DECIDE) -> Any:
    """Post a question."""
    body = question if isinstance(question, str) else json.dumps(question)
    return client.post(path, body, content_type="application/json")


def test_rules_are_listed_and_shown(registry: Client) -> None:
    listed = registry.get("/api/rules").json()
    assert [rule["name"] for rule in listed] == [rule.name for rule in all_rules()]
    assert {rule["area"] for rule in registry.get("/api/rules?area=finance").json()} == {"finance"}
    shown = registry.get("/api/rules/registration.credit_ceiling").json()
    assert shown["facts_schema"]["required"] == ["registered_credits", "added_credits"]


def test_a_question_gets_the_decision_of_the_rule(registry: Client) -> None:
    answer = ask(registry, {"facts": FACTS, "as_of": "2024-09-03"})
    expected = decide("registration.credit_ceiling", FACTS, as_of=date(2024, 9, 3))
    assert answer.status_code == 200
    given = answer.json()
    assert given["outcome"] == "REFUSED"
    assert [f["clause"] for f in given["findings"]] == [str(f.clause) for f in expected.findings]
    assert given["findings"][0]["message"]["text"] == "24 credits would pass the ceiling of 21."


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ({"facts": {**FACTS, "registered_credits": -1}}, {"facts.registered_credits"}),
        ({"facts": {**FACTS, "registered_credits": 1.5}}, {"facts.registered_credits"}),
        ({"facts": {**FACTS, "colour": "red"}}, {"facts.colour"}),
        ({"facts": {"term": "2024/25-S1"}}, {"facts.registered_credits", "facts.added_credits"}),
        ({"fact": FACTS}, {"facts", "fact"}),
        ({"facts": FACTS, "as_of": "3 September"}, {"as_of"}),
        ({"facts": FACTS, "edition": "polyu-1999-00"}, {"edition"}),
    ],
)
def test_bad_input_names_the_fields(registry: Client, question: Any, fields: set[str]) -> None:
    answer = ask(registry, question)
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == fields


def test_a_decimal_stays_exact(registry: Client) -> None:
    # Given a fee as a JSON number that no float can hold
    body = '{"facts": {"credit_fee": 4105.10, "charge": 4105.10}, "as_of": "2024-09-03"}'
    # When it reaches a rule that takes amounts, then it is refused or taken as written, never as 4105.100000000000364
    assert "4105.1000" not in ask(registry, body, "/api/rules/finance.credit_fee_notes/decide").content.decode()


def test_text_that_is_no_json_is_refused(registry: Client) -> None:
    assert ask(registry, "{facts").status_code == 400


def test_an_unknown_rule_is_not_found(registry: Client) -> None:
    for answer in (registry.get("/api/rules/x.y"), ask(registry, {"facts": {}}, "/api/rules/x.y/decide")):
        assert answer.status_code == 404
        assert "there is no rule called 'x.y'" in answer.json()["message"]


def test_strangers_and_students_get_nothing(client: Client, student: Client) -> None:
    assert client.get("/api/rules").status_code == 401
    assert ask(client, {"facts": FACTS}).status_code == 401
    assert student.get("/api/rules").status_code == 403
    assert ask(student, {"facts": FACTS}).status_code == 403


def test_the_documentation_is_for_staff(registry: Client, student: Client, client: Client) -> None:
    for path in ("/api/docs", "/api/openapi.json"):
        assert registry.get(path).status_code == 200
        assert student.get(path).status_code == 403
        assert client.get(path).status_code == 302


def test_a_question_from_another_site_is_refused(db: None) -> None:
    # Given a browser that checks tokens, and a page elsewhere that has none
    browser = signed_in(world.user("registry.two", "registry"), enforce_csrf_checks=True)
    assert ask(browser, {"facts": FACTS}).status_code == 403

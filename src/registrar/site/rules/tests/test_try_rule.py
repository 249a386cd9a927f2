"""The form made from a rule's facts."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from registrar.rulebook import all_rules, rule_named
from registrar.rulebook.cases import run_case
from registrar.site.rules.facts_form import PREFIX, FactsForm, initial_of
from registrar.site.rules.law import home_law
from registrar.site.rules.worked_cases import cases_of

PATH = "/rules/registration.credit_ceiling/try/"
GIVEN: dict[str, Any] = {
    "as_of_day": "3",
    "as_of_month": "9",
    "as_of_year": "2024",
    "fact-term": "2024/25-S1",
    "fact-registered_credits": "21",
    "fact-added_credits": "3",
    "fact-on_probation": "false",
}


def test_facts_give_the_decision_and_the_command(registry: Client) -> None:
    # When 3 credits are added to 21
    answer = registry.post(PATH, GIVEN)
    page = answer.content.decode()
    # Then the decision refuses by the clause, and the same question stands there for the command line
    assert answer.status_code == 200
    assert "24 credits would pass the ceiling of 21." in page
    assert "Student Handbook 2024/25, section 5A" in page
    assert "registrar decide registration.credit_ceiling --as-of 2024-09-03 --facts -" in page
    assert "&quot;added_credits&quot;: 3" in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("fact-registered_credits", "many", "Enter a whole number."),
        ("fact-registered_credits", "-1", "greater than or equal to 0"),
        ("fact-term", "autumn", "not a term"),
        ("fact-added_credits", "", "This field is required."),
        ("as_of_month", "13", "Enter a real date"),
        ("edition", "polyu-1999-00", "Select a valid choice"),
    ],
)
def test_bad_input_is_named_at_its_field_and_nothing_is_decided(
    registry: Client, field: str, typed: str, said: str
) -> None:
    answer = registry.post(PATH, GIVEN | {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "There is a problem" in page
    assert "rg-decision__outcome" not in page


def test_bad_json_in_a_list_says_where(registry: Client) -> None:
    # Given a rule whose facts hold lists
    given = {**GIVEN, "fact-subject": "COMP1011", "fact-meetings": "[{", "fact-others": "[]"}
    page = registry.post("/rules/registration.timetable_clash/try/", given).content.decode()
    # Then the text that is no JSON is named with line and column
    assert "This is not JSON:" in page
    assert "line 1 column 3" in page


def test_a_wrong_field_inside_a_list_is_named_at_the_list(registry: Client) -> None:
    given = {**GIVEN, "fact-subject": "COMP1011", "fact-meetings": '[{"weekday": 9}]', "fact-others": "[]"}
    answer = registry.post("/rules/registration.timetable_clash/try/", given)
    assert answer.status_code == 422
    assert "0.weekday:" in answer.content.decode()


@pytest.mark.parametrize("name", [rule.name for rule in all_rules()])
def test_a_form_filled_from_a_case_answers_like_the_case(name: str) -> None:
    # Given every worked case of a rule, typed into the form as the page fills it in
    rule = rule_named(name)
    for case in cases_of(rule):
        initial = initial_of(rule, case.schema.facts, case.schema.as_of, case.schema.edition)
        sent = {key: "" if value is None else str(value) for key, value in initial.items()}
        form = FactsForm(sent, rule=rule)
        # When it is sent as it stands
        assert form.is_valid(), (case.id, form.errors)
        # Then the rule answers exactly what the case expects
        again = case.schema.model_copy(update={"facts": form.facts()})
        assert run_case(type(case)(case.rule, case.area, case.file, case.line, again), home_law()) == [], case.id
        assert all(key.startswith(PREFIX) or key in ("as_of", "edition") for key in form.fields)


def test_facts_are_explained_in_chinese(registry: Client) -> None:
    # Given a reader of Chinese, for whom the rule's own file says nothing
    registry.cookies["registrar_language"] = "zh-hant"
    # Then the meaning of a fact stands in Chinese, in the table and at its field
    for path in (PATH, "/rules/registration.credit_ceiling/"):
        assert "加入此科前該學期已註冊的學分" in registry.get(path).content.decode()

"""Putting a rule together wrongly fails at once, with its name."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import Field

from registrar.kernel import Bilingual, Decision
from registrar.rulebook import Facts, Parameters, Record, all_rules, load_rulebook, rule, rule_named
from registrar.rulebook.portrait import rule_portrait
from registrar.rulebook.rule import rule_files


class SomeFacts(Facts):
    """Facts."""

    number: int = Field(description="A number")


def made(**changed):
    arguments = {
        "name": "ruletests.some",
        "title": Bilingual("Some", "某"),
        "clauses": {"main": ("tiny-2024:1-01",)},
        "binds_by": "term",
    }
    return rule(**(arguments | changed))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": "some"}, "a rule's name is area.rule"),
        ({"clauses": {}}, "cites at least one clause"),
        ({"clauses": {"main": ()}}, "cites at least one clause"),
        ({"clauses": {"main": ("5C-02",)}}, "not a citation"),
        ({"clauses": {"main": "tiny-2024:1-01"}}, "is a tuple of citations"),
        ({"kind": "wish"}, "'wish' is not a valid RuleKind"),
        ({"kind": "amount"}, "a rule of the kind amount names its answer"),
        ({"answer": "amount"}, "a rule of the kind permission names no answer"),
    ],
)
def test_a_bad_declaration_is_refused(changed, message):
    with pytest.raises((ValueError, TypeError), match=message):
        made(**changed)


def test_facts_must_be_facts():
    def bare(facts: dict, parameters: Parameters, as_of: date) -> Decision:
        return Decision.of([])

    with pytest.raises(TypeError, match="subclass of Facts"):
        made()(bare)


def test_a_field_without_description_is_refused():
    with pytest.raises(TypeError, match="Bare: give a description to number"):

        class Bare(Record):
            number: int


def test_a_rule_is_still_its_function():
    @made(name="ruletests.plain")
    def plain(facts: SomeFacts, parameters: Parameters, as_of: date) -> Decision:
        """Says the number."""
        return Decision.of([], {"number": facts.number})

    assert plain(SomeFacts(number=3), None, date(2024, 9, 2)).result == {"number": 3}
    assert (plain.area, plain.description) == ("ruletests", "Says the number.")
    assert rule_named("ruletests.plain") is plain


def test_facts_are_frozen():
    facts = SomeFacts(number=3)
    with pytest.raises(ValueError, match="frozen"):
        facts.number = 4


def test_every_file_of_rules_gives_its_rule():
    names = {f"{path.parent.name}.{path.stem}" for path in rule_files()}
    assert {one.name for one in all_rules()} == names
    assert "enrolment.nullification" in names


def test_a_portrait_shows_clauses_values_and_facts():
    portrait = rule_portrait(rule_named("enrolment.reinstatement_window"), load_rulebook().university("polyu"))
    window = next(one for one in portrait["parameters"] if one["name"] == "enrolment.reinstatement_days")
    assert [(value["from"], value["to"], value["value"]) for value in window["values"]] == [
        ("2018-07-01", "2019-06-30", 14),
        ("2024-07-01", "2025-08-31", 14),
    ]
    assert window["gaps"][0]["from"] == "2019-07-01"
    assert {(clause["role"], clause["id"]) for clause in portrait["clauses"]} >= {
        ("window", "polyu-2024-25:5H-03"),
        ("window", "polyu-2018-19:3W-02"),
    }
    assert portrait["description_zh"].startswith("跟進恢復註冊申請")
    facts = {fact["name"]: fact for fact in portrait["facts"]}
    assert facts["nullified_on"]["required"]
    assert facts["received_on"] == {
        "name": "received_on",
        "type": "date",
        "required": False,
        "description": "Day on which the application was received",
        "description_zh": "收到申請的日期",
    }
    assert facts["department_decision"]["type"] == "approved | refused"
    assert portrait["cases"] == 17

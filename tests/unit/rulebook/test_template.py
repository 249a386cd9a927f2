"""A new university made from the template is in order, decides, and needs no line of Python."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from registrar.kernel import Citation, Outcome
from registrar.rulebook import RulebookError, decide, forget_rulebooks, load_rulebook
from registrar.rulebook.cases import all_cases, run_case
from registrar.rulebook.check import university_problems
from registrar.rulebook.messages import text
from registrar.rulebook.places import universities_directory

FACTS = {
    "term": "2025/26-S1",
    "fee_deadline": date(2025, 9, 5),
    "fees_settled_on": date(2025, 9, 5),
    "registration_deadline": date(2025, 9, 5),
    "subjects_registered_on": date(2025, 9, 1),
}


@pytest.fixture
def example(tmp_path):
    shutil.copytree(universities_directory() / "_template", tmp_path / "universities" / "example")
    return tmp_path / "universities"


def ask(root, rule, facts):
    return decide(rule, facts, as_of=date(2025, 9, 6), university="example", rulebook=load_rulebook(root))


def test_a_copy_is_in_order_and_answers_its_cases(example):
    assert university_problems(example / "example", example) == []
    law = load_rulebook(example).university("example")
    cases = list(all_cases(law))
    assert len(cases) == 2
    assert [run_case(case, law) for case in cases] == [[], []]


def test_its_own_clause_is_cited(example):
    decision = ask(example, "enrolment.confirmation_of_enrolment", FACTS)
    assert decision.outcome is Outcome.ALLOWED
    assert {finding.clause for finding in decision.findings} == {Citation("example-edition", "1B-01")}


def test_a_rule_not_taken_into_use_cannot_be_decided_and_says_why(example):
    decision = ask(example, "enrolment.nullification", {"term": "2025/26-S1"})
    assert decision.outcome is Outcome.UNDETERMINED
    assert text(decision.edition_reason, "en") == (
        "No edition of Example University has a clause on “Nullification of registration” on record, "
        "so this can't be decided."
    )


def test_a_figure_not_written_down_is_named(example):
    (example / "example/handbook/edition/rules.yaml").write_text(
        'enrolment.study_load_status: {full_time: ["1B-01"], part_time: ["1B-01"]}\n', encoding="utf-8"
    )
    decision = ask(example, "enrolment.study_load_status", {"term": "2025/26-S1", "mode": "full_time", "credits": 15})
    assert decision.outcome is Outcome.UNDETERMINED
    assert decision.findings[0].message.args == {"parameter": "enrolment.full_time_credits"}


def test_rules_and_roles_that_do_not_exist_are_named(example):
    path = example / "example/handbook/edition/rules.yaml"
    path.write_text(
        'enrolment.nothing: {main: ["1B-01"]}\nenrolment.confirmation_of_enrolment: {main: ["1B-01"]}\n', "utf-8"
    )
    assert [str(problem) for problem in university_problems(example / "example", example)][:2] == [
        "example/handbook/*/rules.yaml: enrolment.nothing: there is no such rule",
        (
            "example/handbook/*/rules.yaml: enrolment.confirmation_of_enrolment.main: "
            "isn't a role of the rule (confirmation, fees, subjects)"
        ),
    ]


def test_a_clause_that_does_not_exist_is_named_with_its_line(example):
    path = example / "example/handbook/edition/rules.yaml"
    path.write_text('\nenrolment.confirmation_of_enrolment: {confirmation: ["9Z-99"]}\n', "utf-8")
    forget_rulebooks()
    with pytest.raises(RulebookError) as caught:
        load_rulebook(example)
    assert str(caught.value) == (
        "universities/example/handbook/edition/rules.yaml:2: enrolment.confirmation_of_enrolment.confirmation: "
        "example-edition:9Z-99 isn't in the clause register"
    )

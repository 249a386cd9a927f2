"""Every worked case of every university, one test each."""

from __future__ import annotations

import pytest

from registrar.rulebook import load_rulebook
from registrar.rulebook.cases import all_cases, run_case

CASES = [(law, case) for law in load_rulebook().universities.values() for case in all_cases(law)]


@pytest.mark.parametrize(
    ("law", "case"), CASES, ids=[f"{law.code}-{case.rule}-{case.id.replace('/', '.')}" for law, case in CASES]
)
def test_the_rule_answers_the_worked_case(law, case):
    # given the facts of the case, when decided, then nothing differs from the answer that it expects
    assert run_case(case, law) == [], f"{case.file}:{case.line}: {case.schema.given}"


def test_there_are_worked_cases():
    # An empty list would make the test above pass by saying nothing.
    assert CASES

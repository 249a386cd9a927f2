"""Every worked case of every university, one test each."""

from __future__ import annotations

import pytest

from registrar.rulebook import load_rulebook
from registrar.rulebook.cases import all_cases, decided, run_case
from registrar.rulebook.words import explained

CASES = [(law, case) for law in load_rulebook().universities.values() for case in all_cases(law)]
IDS = [f"{law.code}-{case.rule}-{case.id.replace('/', '.')}" for law, case in CASES]


@pytest.mark.parametrize(("law", "case"), CASES, ids=IDS)
def test_the_rule_answers_the_worked_case(law, case):
    # given the facts of the case, when decided, then nothing differs from the answer that it expects
    assert run_case(case, law) == [], f"{case.file}:{case.line}: {case.given.en}"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_every_answer_can_be_said(language):
    # given every decision of the cases, when put into words, then no key and no argument is missing
    for law, case in CASES:
        data = explained(decided(case, law), law, language)
        said = [item["message"]["text"] for item in data["findings"]]
        said += [item["cure"]["message"]["text"] for item in data["findings"] if "cure" in item]
        assert all(said), case.id


def test_there_are_worked_cases():
    # An empty list would make the tests above pass by saying nothing.
    assert len(CASES) > 100

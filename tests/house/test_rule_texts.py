"""Rules, facts, values and results can be read in both languages, and so can the situations of worked cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest
from pydantic import Field

from registrar.kernel import Bilingual, Decision
from registrar.rulebook import Facts, Parameters, load_rulebook
from registrar.rulebook.cases import all_cases, decided
from registrar.rulebook.rule import Rule
from registrar.rulebook.rule_texts import RuleTexts, text_files, texts_of
from registrar.rulebook.text_gaps import chinese_faults, text_gaps

WORD = re.compile(r"[a-z][a-z_]+")  # single letters are names, such as those of tickets
# Mappings that are one value, not several.
WHOLE = ({"amount", "currency"}, {"en", "zh"}, {"from", "to"}, {"key", "args"})


class StayFacts(Facts):
    """Facts of a rule that nobody has translated."""

    nights: int = Field(description="Nights spent in the hall")
    room: Literal["single", "double"] = Field(description="Kind of room")


def _stay(facts: StayFacts, parameters: Parameters, as_of: date) -> Decision:
    """Count the nights."""
    return Decision.of([])


STAY = Rule(
    name="halls.stay",
    title=Bilingual("Stay", "住宿"),
    clauses={},
    parameters=(),
    binds_by="term",
    facts=StayFacts,
    function=_stay,
    module="registrar.rules.halls.stay",
)
TOLD = RuleTexts(
    rules={"halls.stay": "計算住宿晚數。"},
    facts={"Nights spent in the hall": "入住晚數", "Kind of room": "房間類別", **texts_of("").facts},
    values={"single": Bilingual("single", "單人"), "double": Bilingual("double", "雙人")},
    results={},
)


def test_every_rule_fact_and_value_has_its_chinese() -> None:
    assert text_gaps() == []


def test_a_rule_that_is_told_in_both_languages_has_no_gap() -> None:
    assert text_gaps([STAY], {"halls": TOLD}) == []


def test_a_rule_without_chinese_is_found_with_its_facts_and_values() -> None:
    nothing = RuleTexts({}, texts_of("").facts, {}, {})
    assert text_gaps([STAY], {"halls": nothing}) == [
        "rules/halls/texts.yaml: rules: halls.stay has no Chinese",
        "rules/halls/texts.yaml: facts: no Chinese for 'Nights spent in the hall' (halls.stay: StayFacts.nights)",
        "rules/halls/texts.yaml: facts: no Chinese for 'Kind of room' (halls.stay: StayFacts.room)",
        "rules/halls/texts.yaml: values: no words for 'single' (halls.stay: StayFacts.room)",
        "rules/halls/texts.yaml: values: no words for 'double' (halls.stay: StayFacts.room)",
    ]


def test_a_text_that_nothing_uses_and_one_that_is_not_chinese_are_found() -> None:
    stale = replace(
        TOLD,
        rules={**TOLD.rules, "halls.gone": "已移除。"},
        facts={**TOLD.facts, "Kind of room": "Kind of room", "Nights": "晚數"},
    )
    assert text_gaps([STAY], {"halls": stale}) == [
        "rules/halls/texts.yaml: rules: there is no rule halls.gone",
        "rules/halls/texts.yaml: facts: no fact says 'Nights'",
        "rules/halls/texts.yaml: 'Kind of room' isn't Chinese",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("學分（3）：已批准。", None),
        ("以AR160申請，收費HK$500。", None),
        ("學分,上限", "has punctuation of half width"),
        ("學分(上限)", "has punctuation of half width"),
        ("credits", "isn't Chinese"),
    ],
)
def test_chinese_is_written_with_chinese_punctuation(text: str, fault: str | None) -> None:
    assert chinese_faults(text) == fault


def test_values_and_results_are_told_in_words() -> None:
    # A value may be a name in both languages (Flywire); a text that is empty is refused when the file is read.
    for area in {path.parent.name for path in text_files()}:
        texts = texts_of(area)
        told = (*texts.values.values(), *texts.results.values())
        assert [text.zh for text in told if chinese_faults(text.zh) == "has punctuation of half width"] == []


@pytest.fixture(scope="module")
def decisions() -> list[tuple[str, str, Mapping[str, Any]]]:
    law = load_rulebook().university("polyu")
    return [(case.area, case.rule, decided(case, law).to_json()["result"]) for case in all_cases(law)]


def test_every_result_of_a_worked_case_has_a_name_in_both_languages(decisions: Any) -> None:
    bare = {
        f"rules/{area}/texts.yaml: results: {name} ({rule})"
        for area, rule, result in decisions
        for name in _names(result)
        if name not in texts_of(area).results
    }
    assert sorted(bare) == []


def test_every_word_that_a_result_is_has_words_in_both_languages(decisions: Any) -> None:
    bare = {
        f"rules/{area}/texts.yaml: values: {word} ({rule})"
        for area, rule, result in decisions
        for word in _values(result)
        if word not in texts_of(area).values
    }
    assert sorted(bare) == []


def test_every_word_that_a_figure_is_has_words_in_both_languages() -> None:
    bare = {
        f"rules/{area}/texts.yaml: {word} ({name})"
        for law in load_rulebook().universities.values()
        for name, parameter in law.parameters.items()
        for area in [name.partition(".")[0]]
        for value in parameter.to_json()["values"]
        for word in (*_values(value["value"]), *filter(WORD.fullmatch, _names(value["value"])))
        if word not in texts_of(area).values and word not in texts_of(area).results
    }
    assert sorted(bare) == []


def test_every_situation_of_a_worked_case_is_told_in_chinese() -> None:
    bare = [
        f"{case.file}: {case.id}: {fault}"
        for law in load_rulebook().universities.values()
        for case in all_cases(law)
        if (fault := chinese_faults(case.given.zh)) is not None
    ]
    assert bare == []


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and set(value) not in WHOLE:
        yield from value
        for inner in value.values():
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and set(value) not in WHOLE:
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner)
    elif isinstance(value, str) and WORD.fullmatch(value):
        yield value

"""What rules, their facts, values and results are called and mean, in English and Traditional Chinese.

The English of rules and facts is their docstring and description; texts.yaml beside the rules has the Chinese, and both
languages of enumerated values and of the names of results. Nothing here decides anything, and a text that is missing
never breaks a page: the English, or the bare word, stands in, and the house tests fail the build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from registrar.kernel import Bilingual
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.rule import RULES_FOLDER, Rule
from registrar.rulebook.schemas import RuleTextFile
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import read_yaml

_OWN = Path(__file__).resolve().parent


@dataclass(frozen=True)
class RuleTexts:
    """The texts of one area, those that all areas share among them."""

    rules: Mapping[str, str]
    facts: Mapping[str, str]
    values: Mapping[str, Bilingual]
    results: Mapping[str, Bilingual]


def description(rule: Rule) -> Bilingual:
    """Return what a rule does: its docstring, and the Chinese of it."""
    return Bilingual(rule.description, texts_of(rule.area).rules.get(rule.name, rule.description))


def meaning(area: str, english: str) -> Bilingual:
    """Return a fact's description in both languages, from the English one."""
    return Bilingual(english, texts_of(area).facts.get(english, english))


def meaning_of(rule: Rule, fact: str) -> Bilingual:
    """Return what a fact of a rule means, or one of its records' facts; the bare words for one that it doesn't have."""
    for record in records_of(rule.facts):
        field = record.model_fields.get(fact)
        if field is not None:
            return meaning(rule.area, field.description or fact)
    return value_words(rule.area, fact) or _bare(fact)


def value_words(area: str, value: str) -> Bilingual | None:
    """Return the words for an enumerated value (`full_time`); None where it is no such value."""
    return texts_of(area).values.get(value)


def result_name(area: str, name: str) -> Bilingual:
    """Return what a result, or a part of one, is called; one that is kept by value (`fps`) is called like the value."""
    texts = texts_of(area)
    return texts.results.get(name) or texts.values.get(name) or _bare(name)


def record_of(annotation: object) -> type[BaseModel] | None:
    """Return the record that a fact holds, alone, in a list or by key; None for a plain fact."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = (record_of(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in parts if part is not None), None)


def records_of(kind: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Return a kind of facts and every record inside it, each once, outer ones first."""
    found: dict[type[BaseModel], None] = {kind: None}
    for field in kind.model_fields.values():
        inner = record_of(field.annotation)
        if inner is not None:
            found.update(dict.fromkeys(records_of(inner)))
    return tuple(found)


@lru_cache(maxsize=32)
def texts_of(area: str) -> RuleTexts:
    """Read the texts of an area. Raises RulebookError for a file that is broken."""
    found = RuleTexts({}, {}, {}, {})
    for path in (_OWN / "texts.yaml", RULES_FOLDER / area / "texts.yaml"):
        if path.exists():
            more = read_texts(path)
            found = RuleTexts(
                rules=more.rules,
                facts={**found.facts, **more.facts},
                values={**found.values, **more.values},
                results={**found.results, **more.results},
            )
    return found


def text_files() -> Iterator[Path]:
    """Yield the texts.yaml of the rulebook and of every area of the rules that has one."""
    yield _OWN / "texts.yaml"
    yield from sorted(RULES_FOLDER.glob("*/texts.yaml"))


def read_texts(path: Path) -> RuleTexts:
    """Read one texts.yaml. Raises RulebookError naming file, line and field, also for a fact that stands twice."""
    document = read_yaml(path, path.parents[1])
    file: RuleTextFile = validated(RuleTextFile, document)
    facts: dict[str, str] = {}
    problems: list[Problem] = []
    for number, fact in enumerate(file.facts):
        if fact.en in facts:
            problems.append(document.problem(("facts", number, "en"), f"{fact.en!r} stands twice in this file"))
        facts[fact.en] = fact.zh
    if problems:
        raise RulebookError(problems)
    return RuleTexts(
        rules={name: text.strip() for name, text in file.rules.items()},
        facts=facts,
        values={name: text.value() for name, text in file.values.items()},
        results={name: text.value() for name, text in file.results.items()},
    )


def _bare(name: str) -> Bilingual:
    words = name.replace("_", " ")
    return Bilingual(words, words)

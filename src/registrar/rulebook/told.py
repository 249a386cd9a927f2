"""Facts and results of a decision in words: each with what it means, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from registrar.rulebook.message_values import said
from registrar.rulebook.rule import Rule
from registrar.rulebook.rule_texts import meaning, record_of, result_name, value_words

_REMARK = re.compile(r"; |；|, such as |，例如|，如")
Told = tuple[tuple[str, str], ...]

# Mappings that are one value, not several: money, bilingual text, periods and messages in their JSON form.
# Results that say where a figure was read: for the stored record; the clauses stand beside the findings.
_SOURCES = frozenset({"row", "cites"})
_WHOLE = ({"amount", "currency"}, {"en", "zh"}, {"from", "to"}, {"key", "args"})


def facts_told(rule: Rule, facts: Mapping[str, Any], language: str) -> Told:
    """Return what each fact means and its value in words; what is unknown or empty is left out."""
    return tuple(_facts(rule.facts, rule.area, facts, language))


def results_told(rule: Rule, result: Mapping[str, Any], language: str) -> Told:
    """Return what each result is called and its value in words; what is unknown or empty is left out."""
    return tuple(_results(rule.area, result, language))


def value_told(area: str, value: Any, language: str) -> str:
    """Return a result or a figure of an area in words: its enumerated values, the keys of its mappings too."""
    return _result(value, area, language)


def _facts(
    kind: type[BaseModel] | None, area: str, values: Mapping[str, Any], language: str
) -> Iterator[tuple[str, str]]:
    fields = kind.model_fields if kind is not None else {}
    for name, value in values.items():
        if _given(value):
            field = fields.get(name)
            label = meaning(area, (field.description if field else None) or name.replace("_", " "))
            inner = record_of(field.annotation) if field else None
            yield _heading(label.in_language(language)), _fact(value, inner, area, language)


def _heading(meaning: str) -> str:
    """Return what a fact means without what its form explains besides: remarks, and examples of what is typed."""
    return _REMARK.split(meaning, maxsplit=1)[0]


def _fact(value: Any, kind: type[BaseModel] | None, area: str, language: str) -> str:
    if isinstance(value, Mapping) and set(value) not in _WHOLE:
        fields = kind.model_fields if kind is not None else {}
        if fields.keys() >= value.keys():
            return _joined(_facts(kind, area, value, language), language)
        # A mapping by free keys, such as subject code -> record.
        return _joined(((str(key), _fact(one, kind, area, language)) for key, one in value.items()), language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _listed([_fact(one, kind, area, language) for one in value], kind is not None, language)
    return _plain(value, area, language)


def _results(area: str, values: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if _given(value) and name not in _SOURCES:
            yield result_name(area, name).in_language(language), _result(value, area, language)


def _result(value: Any, area: str, language: str) -> str:
    if isinstance(value, Mapping) and set(value) not in _WHOLE:
        return _joined(_results(area, value, language), language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        nested = any(isinstance(one, Mapping) and set(one) not in _WHOLE for one in value)
        return _listed([_result(one, area, language) for one in value], nested, language)
    return _plain(value, area, language)


def _plain(value: Any, area: str, language: str) -> str:
    words = value_words(area, value) if isinstance(value, str) else None
    return words.in_language(language) if words is not None else said(value, language)


def _given(value: Any) -> bool:
    return value is not None and value != [] and value != () and value != {}


def _joined(pairs: Iterator[tuple[str, str]], language: str) -> str:
    """The parts of one record. Labels may hold commas and semicolons themselves, so a mark that they never hold."""
    colon = "：" if language.startswith("zh") else ": "
    return " · ".join(f"{label}{colon}{text}" for label, text in pairs)


def _listed(items: list[str], records: bool, language: str) -> str:
    """Several values: records on lines of their own, everything else in one sentence."""
    return "\n".join(items) if records else said(items, language)

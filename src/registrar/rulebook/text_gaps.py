"""What the rules' texts lack: a rule, a fact or an enumerated value without Chinese, and texts that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Literal, get_origin

from pydantic import BaseModel

from registrar.rulebook.rule import Rule, all_rules
from registrar.rulebook.rule_texts import RuleTexts, records_of, texts_of

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u3400-\u9fff\uff01-\uff5e][,;:!?]|[\u3400-\u9fff]\(|\)[\u3400-\u9fff]")


def text_gaps(rules: Iterable[Rule] | None = None, texts: Mapping[str, RuleTexts] | None = None) -> list[str]:
    """Return every gap in words, by area; empty when all rules can be read in both languages."""
    by_area: dict[str, list[Rule]] = {}
    for rule in all_rules() if rules is None else rules:
        by_area.setdefault(rule.area, []).append(rule)
    gaps: list[str] = []
    for area, mine in by_area.items():
        gaps += _gaps(area, mine, texts_of(area) if texts is None else texts[area])
    return gaps


def chinese_faults(text: str) -> str | None:
    """Return what is wrong with a Chinese text: no Chinese in it, or punctuation of half width; None for a good one."""
    if not _CHINESE.search(text):
        return "isn't Chinese"
    return "has punctuation of half width" if _HALF_WIDTH.search(text) else None


def described(rules: Iterable[Rule]) -> dict[str, str]:
    """Return every description of a fact with a place where it stands."""
    found: dict[str, str] = {}
    for rule in rules:
        for record in records_of(rule.facts):
            for name, field in record.model_fields.items():
                found.setdefault(field.description or "", f"{rule.name}: {record.__name__}.{name}")
    return found


def enumerated(rules: Iterable[Rule]) -> dict[str, str]:
    """Return every word that a fact can be, with a place where it stands."""
    found: dict[str, str] = {}
    for rule in rules:
        for record in records_of(rule.facts):
            for name, field in record.model_fields.items():
                for word in _words(field.annotation):
                    found.setdefault(word, f"{rule.name}: {record.__name__}.{name}")
    return found


def _gaps(area: str, rules: list[Rule], texts: RuleTexts) -> Iterator[str]:
    file = f"rules/{area}/texts.yaml"
    for rule in rules:
        if rule.name not in texts.rules:
            yield f"{file}: rules: {rule.name} has no Chinese"
    names = {rule.name for rule in rules}
    yield from (f"{file}: rules: there is no rule {name}" for name in texts.rules if name not in names)
    facts = described(rules)
    yield from (
        f"{file}: facts: no Chinese for {text!r} ({at})" for text, at in facts.items() if text not in texts.facts
    )
    shared = texts_of("").facts
    yield from (
        f"{file}: facts: no fact says {text!r}" for text in texts.facts if text not in facts and text not in shared
    )
    for word, at in enumerated(rules).items():
        if word not in texts.values:
            yield f"{file}: values: no words for {word!r} ({at})"
    for text in (*texts.rules.values(), *texts.facts.values()):
        fault = chinese_faults(text)
        if fault:
            yield f"{file}: {text!r} {fault}"


def _words(annotation: object) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (word for word in getattr(annotation, "__args__", ()) if isinstance(word, str))
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (member.value for member in annotation if isinstance(member.value, str))
    elif not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        for part in getattr(annotation, "__args__", ()):
            yield from _words(part)

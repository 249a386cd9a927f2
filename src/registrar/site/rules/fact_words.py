"""What a rule may know, in the reader's language: each fact's meaning, its type, and the words for its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from registrar.rulebook import Rule
from registrar.rulebook.rule_texts import meaning, record_of, value_words
from registrar.ui.words import in_reader_language


@dataclass(frozen=True)
class FactRow:
    """One fact as the rule's page lists it; a fact of a record is named after it (`notes.amount`)."""

    name: str
    meaning: str
    type: str
    required: bool


def facts_of(rule: Rule) -> tuple[FactRow, ...]:
    """Return every fact of a rule, those of its records below them."""
    schema = rule.facts_schema()
    return tuple(_rows(rule, rule.facts, schema, schema.get("$defs", {}), ""))


def fact_hint(rule: Rule, name: str) -> str:
    """Return the name of a fact as programs write it; for records in JSON with the names and meanings inside."""
    field = rule.facts.model_fields.get(name)
    kind = record_of(field.annotation) if field else None
    if kind is None:
        return name
    inside = _("; ").join(
        _("{name}: {meaning}").format(name=inner, meaning=_meaning(rule, one.description or inner))
        for inner, one in kind.model_fields.items()
    )
    return _("{name}, as JSON. In each: {inside}").format(name=name, inside=inside)


def value_text(area: str, value: Any) -> str:
    """Return an enumerated value in words; the value itself where it has none."""
    words = value_words(area, value) if isinstance(value, str) else None
    return in_reader_language(words) if words is not None else str(value)


def _rows(
    rule: Rule, kind: type[BaseModel], schema: Mapping[str, Any], defs: Mapping[str, Any], prefix: str
) -> Iterator[FactRow]:
    required = schema.get("required", ())
    for name, field in kind.model_fields.items():
        told = _meaning(rule, field.description or name)
        needed = name in required or (not prefix and name == rule.binds_by)
        yield FactRow(prefix + name, told, _type(rule.area, schema["properties"][name]), needed)
        inner = record_of(field.annotation)
        if inner is not None and not prefix:
            yield from _rows(rule, inner, defs.get(inner.__name__, inner.model_json_schema()), defs, f"{name}.")


def _meaning(rule: Rule, english: str) -> str:
    return in_reader_language(meaning(rule.area, english))


def _type(area: str, described: Mapping[str, Any]) -> str:
    """A JSON schema's type in a word or two."""
    options = [option for option in described.get("anyOf", ()) if option.get("type") != "null"]
    if options:
        return str(_(" or ")).join(dict.fromkeys(_type(area, option) for option in options))
    if "enum" in described:
        return _(", ").join(value_text(area, value) for value in described["enum"])
    if "const" in described:
        return value_text(area, described["const"])
    if "$ref" in described:
        return _("amount") if described["$ref"].endswith("/Money") else _("record")
    if described.get("type") == "array":
        return _("list: {kind}").format(kind=_type(area, described.get("items", {})))
    kinds = {
        "date": _("day"),
        "date-time": _("day and time"),
        "time": _("time of day"),
        "boolean": _("yes or no"),
        "integer": _("whole number"),
        "number": _("number"),
        "object": _("record"),
    }
    return kinds.get(described.get("format", ""), kinds.get(described.get("type", ""), _("text")))

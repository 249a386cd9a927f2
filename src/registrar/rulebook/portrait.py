"""Everything there is to say about one rule at one university, JSON-ready."""

from __future__ import annotations

from typing import Any

from registrar.rulebook.cases import case_files, read_cases
from registrar.rulebook.law import University
from registrar.rulebook.rule import Rule
from registrar.rulebook.rule_texts import description, meaning_of


def rule_portrait(rule: Rule, law: University) -> dict[str, Any]:
    """Return title, clauses with their wording, parameters with all values over time, facts and their schema."""
    schema = rule.facts_schema()
    return {
        "name": rule.name,
        "area": rule.area,
        "title": {"en": rule.title.en, "zh": rule.title.zh},
        "description": rule.description,
        "description_zh": description(rule).zh,
        "kind": rule.kind.value,
        "answer": list(rule.answer),
        "binds_by": rule.binds_by,
        "editions": sorted({citation.edition for citation in law.citations_of(rule)}),
        "clauses": _clauses(rule, law),
        "parameters": [law.parameters[name].to_json() for name in rule.parameters if name in law.parameters],
        "facts": [_fact(rule, name, field, schema) for name, field in schema["properties"].items()],
        "facts_schema": schema,
        "cases": _number_of_cases(rule, law),
        "rule_set": law.rule_set,
    }


def _clauses(rule: Rule, law: University) -> list[dict[str, Any]]:
    clauses = []
    for role, citations in law.clauses_of(rule).items():
        for citation in citations:
            if citation.edition not in law.editions:
                continue
            clause = law.clauses.get(citation)
            known = clause.to_json() if clause else {"id": str(citation), "section": citation.section, "text": None}
            clauses.append({"role": role, "edition": citation.edition, **known})
    return clauses


def _fact(rule: Rule, name: str, field: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": _type(field),
        "required": name in schema.get("required", ()) or name == rule.binds_by,
        "description": field.get("description", ""),
        "description_zh": meaning_of(rule, name).zh,
    }


def _type(field: dict[str, Any]) -> str:
    """Say a JSON schema's type in a word or two."""
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_type(option) for option in field["anyOf"] if option.get("type") != "null"))
    if "enum" in field:
        return " | ".join(str(item) for item in field["enum"])
    if "const" in field:
        return str(field["const"])
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}))}"
    return str(field.get("format") or field.get("type") or "any")


def _number_of_cases(rule: Rule, law: University) -> int:
    root = law.path.parent
    return sum(
        len(read_cases(path, root)) for path in case_files(law.path) if f"{path.parent.name}.{path.stem}" == rule.name
    )

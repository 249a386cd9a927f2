"""Decisions in words: the texts beside the keys, in one language."""

from __future__ import annotations

from typing import Any

from registrar.kernel import Citation, Cure, Decision, Finding, Message
from registrar.rulebook.law import University
from registrar.rulebook.messages import template, text
from registrar.rulebook.requirements import load_requirements


def cited_as(citation: Citation, law: University, language: str) -> str:
    """Return a citation as people read it: `Student Handbook 2024/25, section 5C`, or `..., Appendix 2A`."""
    edition = law.editions.get(citation.edition)
    clause = law.clause(citation)
    document = load_requirements(law.path).by_id.get(citation.edition) if edition is None else None
    named = edition or document
    title = named.title.in_language(language) if named else citation.edition
    chinese = language.startswith("zh")
    if clause is not None and clause.place is not None:
        place = clause.place.in_language(language)
        return f"《{title}》{place}" if chinese else f"{title}, {place}"
    section = clause.section if clause else citation.section
    return f"《{title}》第{section}節" if chinese else f"{title}, section {section}"


def explained(decision: Decision, law: University, language: str) -> dict[str, Any]:
    """Return the decision's JSON form with a `text` in the language beside every message key.

    Each finding also says its clause in words with its wording, and `readings` lists the interpretations it rests on.
    """
    data = decision.to_json()
    data["language"] = language
    data["findings"] = [_finding(finding, law, language) for finding in decision.findings]
    if decision.edition_reason is not None:
        data["edition_reason"] = _message(decision.edition_reason, language)
    for use in data["parameters"]:
        parameter = law.parameters.get(use["name"])
        use["title"] = parameter.title.in_language(language) if parameter else use["name"]
    data["readings"] = readings(decision, language)
    return data


def readings(decision: Decision, language: str) -> list[str]:
    """Return every interpretation that the decision rests on, each once: of its parameters and of its findings."""
    said = [use.reading.in_language(language) for use in decision.parameters if use.reading is not None]
    said += [template(item.reading).in_language(language) for item in decision.findings if item.reading is not None]
    return list(dict.fromkeys(said))


def _message(message: Message, language: str) -> dict[str, Any]:
    return {**message.to_json(), "text": text(message, language)}


def _finding(finding: Finding, law: University, language: str) -> dict[str, Any]:
    data = finding.to_json()
    clause = law.clause(finding.clause)
    data["cited_as"] = cited_as(finding.clause, law, language)
    data["wording"] = clause.text.in_language(language) if clause and clause.text else None
    data["message"] = _message(finding.message, language)
    if finding.cure is not None:
        data["cure"] = _cure(finding.cure, language)
    if finding.reading is not None:
        data["reading_text"] = template(finding.reading).in_language(language)
    return data


def _cure(cure: Cure, language: str) -> dict[str, Any]:
    return {**cure.to_json(), "message": _message(cure.message, language)}

"""Decisions, findings and citations."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from registrar.kernel.citation import Citation
from registrar.ui import decision_view, wording

register = template.Library()


@register.inclusion_tag("ui/decision/decision.html")
def decision(decision: Any, title: Any = "") -> dict[str, Any]:
    """``{% decision decision title %}``: a Decision or its stored JSON, with everything that explains it."""
    return {"shown": decision_view.lay_out(decision, title)}


@register.inclusion_tag("ui/decision/one_finding.html")
def finding(finding: Any) -> dict[str, Any]:
    """``{% finding finding %}``: a single Finding (or its JSON) outside a decision."""
    return {"finding": decision_view.lay_out_finding(finding)}


@register.simple_tag
def message(message: Any) -> str:
    """``{% message finding.message %}``: a Message in the reader's language."""
    return wording.message(message)


@register.inclusion_tag("ui/decision/reasons.html")
def reasons(findings: Any) -> dict[str, Any]:
    """``{% reasons findings %}``: what stands in the way, a line each, for lists where a whole decision is too much."""
    return {"findings": [decision_view.lay_out_finding(finding) for finding in findings]}


@register.inclusion_tag("ui/decision/citation.html")
def citation(citation: Any) -> dict[str, Any]:
    """``{% citation "polyu-2024-25:5C-02" %}``: "Student Handbook 2024/25, section 5C", linked to the clause."""
    parsed = citation if isinstance(citation, Citation) else Citation.parse(str(citation))
    return {"text": wording.citation_text(parsed), "url": clause_url(parsed)}


def clause_url(citation: Citation) -> str:
    """The page of the clause (url name "clause": edition, clause); empty while there is no such page.

    A requirement of a requirement document stands on the document's page, at its anchor.
    """
    try:
        if wording.is_requirement(citation):
            return f"{reverse('advising:document', args=[citation.edition])}#{citation.clause}"
        return reverse("clause", args=[citation.edition, citation.clause])
    except NoReverseMatch:
        return ""

"""A kernel Decision laid out for reading: what was decided, why, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from registrar.kernel.citation import Citation
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.rulebook import RuleKind
from registrar.ui import wording, words
from registrar.ui.decision_head import head_of

_TAGS = {"good": "green", "bad": "red", "warn": "orange"}


@dataclass(frozen=True)
class ShownFinding:
    """One clause applied, in the reader's words."""

    state: str  # "met", "refused", "approval", "advice" or "unknown"
    state_word: str
    icon: str
    text: str
    citation: Citation
    cure_title: str = ""
    cure: str = ""
    cure_facts: tuple[tuple[str, str], ...] = ()
    approval: str = ""
    reading: str = ""


@dataclass(frozen=True)
class ShownParameter:
    """One figure of the handbook that the decision used."""

    title: str
    value: str
    cites: tuple[Citation, ...]
    reading: str = ""


@dataclass(frozen=True)
class ShownDecision:
    """Everything that the decision component prints."""

    outcome: str
    tone: str
    icon: str
    tag: str
    tag_colour: str
    title: str
    findings: tuple[ShownFinding, ...]
    met: tuple[ShownFinding, ...]
    result: tuple[tuple[str, str], ...] = ()
    edition: str = ""
    edition_reason: str = ""
    parameters: tuple[ShownParameter, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    as_of: date | None = None
    rule: str = ""
    rule_set: str = ""
    approvals: tuple[str, ...] = field(default_factory=tuple)


def lay_out(decision: Decision | Mapping[str, Any], title: Any = "") -> ShownDecision:
    """Lay out a Decision, or its stored JSON. What stands in the way comes first.

    Where everything is met, all findings stand open; otherwise those that are met move
    under "How this was decided".
    """
    if not isinstance(decision, Decision):
        decision = Decision.from_json(decision)
    head = head_of(decision)
    title = words.in_reader_language(title) if title else wording.rule_title(decision.rule)
    # A consequence is headed with its name: by itself, "Applies" over a sum of money says nothing.
    strikes = bool(title) and wording.rule_kind(decision.rule)[0] is RuleKind.CONSEQUENCE
    shown = [lay_out_finding(finding) for finding in decision.findings]
    order = {"refused": 0, "unknown": 1, "approval": 2, "advice": 3, "met": 4}
    shown.sort(key=lambda finding: order[finding.state])
    open_ones = tuple(finding for finding in shown if finding.state != "met")
    met = tuple(finding for finding in shown if finding.state == "met")
    if not open_ones:
        open_ones, met = met, ()
    return ShownDecision(
        outcome=title if strikes else head.text,
        tone=head.tone,
        icon=head.icon,
        tag=head.text if strikes else head.tag,
        tag_colour=_TAGS.get(head.tone, "grey") if strikes else head.tag_colour,
        title="" if strikes else title,
        findings=open_ones,
        met=met,
        result=wording.results(decision.rule, decision.result),
        edition=wording.edition_title(decision.edition) if decision.edition else "",
        edition_reason=wording.message(decision.edition_reason),
        parameters=_parameters(decision),
        facts=wording.facts(decision.rule, decision.facts),
        as_of=decision.as_of,
        rule=decision.rule,
        rule_set=decision.rule_set,
        approvals=tuple(wording.authority(role) for role in decision.approvals),
    )


def lay_out_finding(finding: Finding | Mapping[str, Any]) -> ShownFinding:
    """Lay out one Finding, or its stored JSON."""
    if not isinstance(finding, Finding):
        finding = Finding.from_json(finding)
    state, word, icon = _state(finding)
    cure = finding.cure
    return ShownFinding(
        state=state,
        state_word=word,
        icon=icon,
        text=wording.message(finding.message),
        citation=finding.clause,
        cure_title=_("What would change this:") if cure else "",
        cure=wording.message(cure.message) if cure else "",
        cure_facts=_cure_facts(cure) if cure else (),
        approval=wording.authority(finding.approval) if finding.approval and finding.holds is False else "",
        reading=wording.message_of(finding.reading) if finding.reading else "",
    )


def _state(finding: Finding) -> tuple[str, str, str]:
    if finding.holds:
        return "met", _("Met"), "check"
    if finding.advice:
        return "advice", _("Please note"), "info"
    if finding.holds is None:
        return "unknown", _("Not known"), "question"
    if finding.approval:
        return "approval", _("Needs approval"), "hand"
    return "refused", _("Not met"), "cross"


def _cure_facts(cure: Any) -> tuple[tuple[str, str], ...]:
    facts = []
    if cure.form:
        facts.append((_("Form"), cure.form))
    if cure.authority:
        facts.append((_("Decided by"), wording.authority(cure.authority)))
    if cure.amount is not None:
        facts.append((_("Amount"), words.money(cure.amount)))
    if cure.by is not None:
        facts.append((_("No later than"), words.day(cure.by)))
    return tuple(facts)


def _parameters(decision: Decision) -> tuple[ShownParameter, ...]:
    return tuple(
        ShownParameter(
            title=wording.parameter_title(use.name, decision.university),
            value=wording.value(use.value, use.unit, use.name.partition(".")[0]),
            cites=use.citations,
            reading=words.in_reader_language(use.reading) if use.reading else "",
        )
        for use in decision.parameters
    )

"""What stands at the head of a decision: the answer in the reader's words, and how it stands to it.

Not every decision is a permission. A fee is headed with its amount, a deadline with its day, a standing with its name,
and a consequence with whether it strikes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from registrar.kernel.decision import Decision
from registrar.kernel.outcome import Outcome
from registrar.rulebook.rule_kind import RuleKind
from registrar.ui import wording, words

_TONES = {
    Outcome.ALLOWED: ("good", "check"),
    Outcome.REFUSED: ("bad", "cross"),
    Outcome.NEEDS_APPROVAL: ("warn", "hand"),
    Outcome.NOT_APPLICABLE: ("quiet", "minus"),
    Outcome.UNDETERMINED: ("warn", "question"),
}

_EVERYWHERE: Mapping[Outcome, Any] = {
    Outcome.ALLOWED: gettext_lazy("Allowed"),
    Outcome.REFUSED: gettext_lazy("Not possible as things stand"),
    Outcome.NEEDS_APPROVAL: gettext_lazy("Possible with approval"),
    Outcome.NOT_APPLICABLE: gettext_lazy("This rule does not apply here"),
    Outcome.UNDETERMINED: gettext_lazy("Cannot be decided yet"),
}

_BY_KIND: Mapping[RuleKind, Mapping[Outcome, Any]] = {
    RuleKind.ACCEPTANCE: {
        Outcome.ALLOWED: pgettext_lazy("decision", "Accepted"),
        Outcome.REFUSED: pgettext_lazy("decision", "Not accepted"),
        Outcome.NEEDS_APPROVAL: gettext_lazy("Accepted with approval"),
    },
    RuleKind.CONSEQUENCE: {
        Outcome.ALLOWED: pgettext_lazy("decision", "Does not apply"),
        Outcome.REFUSED: pgettext_lazy("decision", "Applies"),
        Outcome.NEEDS_APPROVAL: gettext_lazy("Applies unless approved otherwise"),
    },
}

_ICONS = {RuleKind.AMOUNT: "coins", RuleKind.DATE: "calendar", RuleKind.FIGURE: "scale"}


class Head(NamedTuple):
    """The heading of a decision, the tag beside it (empty where the heading says it all), and how it looks."""

    text: str
    tone: str
    icon: str
    tag: str = ""
    tag_colour: str = ""


def head_of(decision: Decision) -> Head:
    """Return what stands at the head of a decision, by the kind of its rule."""
    kind, names = wording.rule_kind(decision.rule)
    tone, icon = _TONES[decision.outcome]
    answer = _answer(decision, kind, names)
    if not answer:
        text = _BY_KIND.get(kind, {}).get(decision.outcome, _EVERYWHERE[decision.outcome])
        if kind.has_answer and decision.outcome is Outcome.ALLOWED:
            text = pgettext("decision", "Applies")
        return Head(str(text), tone, icon)
    if decision.outcome is Outcome.ALLOWED:
        if kind is not RuleKind.STANDING:
            tone, icon = "plain", _ICONS[kind]
        elif decision.warnings:
            tone, icon = "warn", "info"
        return Head(answer, tone, icon)
    if kind is RuleKind.STANDING and decision.outcome is not Outcome.NEEDS_APPROVAL:
        # The name of a standing says by itself what it means.
        return Head(answer, tone, icon)
    return Head(answer, "warn" if kind is RuleKind.DATE else tone, icon, *_tag(decision.outcome))


def _tag(outcome: Outcome) -> tuple[str, str]:
    """Words and colour of the tag beside an answer that doesn't simply hold."""
    return {
        Outcome.REFUSED: (_("Not met"), "red"),
        Outcome.NEEDS_APPROVAL: (_("Needs approval"), "orange"),
        Outcome.NOT_APPLICABLE: (pgettext("decision", "Does not apply"), "grey"),
    }[outcome]


def _answer(decision: Decision, kind: RuleKind, names: tuple[str, ...]) -> str:
    """The answer in words; empty where the rule gave none this time."""
    values = [decision.result[name] for name in names if decision.result.get(name) is not None]
    if not values or len(values) < len(names) or decision.outcome is Outcome.UNDETERMINED:
        return ""
    return "–".join(_said(value, kind) for value in values)


def _said(value: Any, kind: RuleKind) -> str:
    if kind is RuleKind.AMOUNT:
        return words.money(value["amount"], value["currency"]) if isinstance(value, Mapping) else words.money(value)
    if kind is RuleKind.DATE and words.is_day(value):
        return words.day(value)
    if kind is RuleKind.STANDING:
        return wording.state(str(value))
    return words.term(value) if kind is RuleKind.DATE else wording.value(value)

"""What a rule answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registrar.kernel.finding import Finding
from registrar.kernel.json_form import to_plain
from registrar.kernel.message import Message
from registrar.kernel.outcome import Outcome
from registrar.kernel.parameter_use import ParameterUse


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with the findings it follows from, what was computed, and everything needed to decide it again.

    A rule gives outcome, findings and result; `decide()` adds the rule's name, the day, the facts, the parameters used,
    the edition with the reason why it binds, and the hash of the rule set.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    result: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""
    as_of: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple[ParameterUse, ...] = ()
    edition: str = ""
    edition_reason: Message | None = None
    rule_set: str = ""
    university: str = ""

    @classmethod
    def of(cls, findings: Iterable[Finding], result: Mapping[str, Any] | None = None) -> Decision:
        """Derive the outcome from the findings.

        A finding that can't be known makes it UNDETERMINED; a refusing one REFUSED; one that only awaits an approval
        NEEDS_APPROVAL; otherwise ALLOWED. Advice never changes the outcome.
        """
        kept = tuple(findings)
        # Most findings hold, so that is all that is asked of them.
        standing = [finding for finding in kept if finding.holds is not True and not finding.advice]
        if not standing:
            outcome = Outcome.ALLOWED
        elif any(finding.holds is None for finding in standing):
            outcome = Outcome.UNDETERMINED
        elif any(finding.refuses for finding in standing):
            outcome = Outcome.REFUSED
        else:
            outcome = Outcome.NEEDS_APPROVAL
        return cls(outcome, kept, result or {})

    @classmethod
    def not_applicable(cls, findings: Iterable[Finding] = (), result: Mapping[str, Any] | None = None) -> Decision:
        """Say that the rule isn't for these facts; the findings say why."""
        return cls(Outcome.NOT_APPLICABLE, tuple(findings), result or {})

    @property
    def allowed(self) -> bool:
        """True only for ALLOWED."""
        return self.outcome is Outcome.ALLOWED

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """The findings that stand in the way, those that await an approval included."""
        return tuple(finding for finding in self.findings if finding.refuses or finding.awaits_approval)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that only advise and don't hold."""
        return tuple(finding for finding in self.findings if finding.advice and finding.holds is False)

    @property
    def approvals(self) -> tuple[str, ...]:
        """The roles whose approval is needed, each once, in the order of the findings."""
        return tuple(dict.fromkeys(f.approval for f in self.findings if f.awaits_approval and f.approval))

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form: Decimals as text, days as ISO text."""
        return {
            "outcome": self.outcome.value,
            "findings": [finding.to_json() for finding in self.findings],
            "result": to_plain(self.result),
            "rule": self.rule,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "university": self.university,
            "facts": to_plain(self.facts),
            "parameters": [use.to_json() for use in self.parameters],
            "edition": self.edition,
            "edition_reason": self.edition_reason.to_json() if self.edition_reason else None,
            "rule_set": self.rule_set,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Decision:
        """Read what `to_json` wrote; result, facts and arguments stay in their JSON form."""
        reason = data.get("edition_reason")
        return cls(
            outcome=Outcome(data["outcome"]),
            findings=tuple(Finding.from_json(item) for item in data["findings"]),
            result=data["result"],
            rule=data["rule"],
            as_of=date.fromisoformat(data["as_of"]) if data.get("as_of") else None,
            facts=data["facts"],
            parameters=tuple(ParameterUse.from_json(item) for item in data["parameters"]),
            edition=data["edition"],
            edition_reason=Message.from_json(reason) if reason else None,
            rule_set=data["rule_set"],
            university=data.get("university", ""),
        )

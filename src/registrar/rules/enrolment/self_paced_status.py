"""Who is self-paced."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, TermKey, rule


class SelfPacedStatusFacts(Facts):
    """The programme's pattern and what was approved."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    has_pattern: bool = Field(description="Whether the programme has a specified progression pattern")
    approved: bool = Field(default=False, description="Whether leaving the pattern was ever approved on this programme")
    asks_to_return: bool = Field(default=False, description="Whether the student asks to return to the pattern")


@rule(
    name="enrolment.self_paced_status",
    title=Bilingual("Self-paced status", "自訂進度學生"),
    clauses={"status": ("polyu-2024-25:4K-08", "polyu-2018-19:3L-07")},
    parameters=("registration.self_paced_form",),
    binds_by="term",
)
def self_paced_status(facts: SelfPacedStatusFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether a student is self-paced: the programme has no pattern, or leaving it was approved, for good.

    A light load alone makes nobody self-paced. REFUSED: a return to the pattern is asked for. Result: `self_paced`.
    """
    form: str = parameters["registration.self_paced_form"]
    args: dict[str, Any] = {"form": form}
    clause = parameters.cite("status")
    free = facts.approved or not facts.has_pattern
    key = "no_pattern" if not facts.has_pattern else "approved" if facts.approved else "follows_pattern"
    findings = [Finding(clause, True, Message(f"enrolment.self_paced.{key}", args))]
    if free and facts.asks_to_return:
        cure = Cure(Message("enrolment.cure.choose_pattern_subjects"))
        findings.append(Finding(clause, False, Message("enrolment.self_paced.no_return", args), cure))
    return Decision.of(findings, {"self_paced": free})

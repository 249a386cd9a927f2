"""From when transferred credits count."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, TermKey, rule


class CreditTransferEffectFacts(Facts):
    """The term of approval and the first term of study."""

    term: TermKey = Field(description="Term in which the transfer was approved, such as 2024/25-S2")
    first_term: TermKey = Field(description="First semester of the student's study, such as 2021/22-S1")


@rule(
    name="registration.credit_transfer_effect",
    title=Bilingual("From when transferred credits count", "轉移學分的生效學期"),
    clauses={"effect": ("polyu-2024-25:5B-15", "polyu-2018-19:3Q-13")},
    binds_by="term",
    kind="date",
    answer="effective_term",
)
def credit_transfer_effect(facts: CreditTransferEffectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let a transfer approved after the first semester count from the semester of approval, to whose end graduation
    waits.

    NOT_APPLICABLE to one approved in the first semester, which counts at once. Result: `effective_term` and
    `graduation_not_before_end_of`, both that semester.
    """
    clause = parameters.cite("effect")
    args: dict[str, Any] = {"term": Term.parse(facts.term)}
    if Term.parse(facts.term) <= Term.parse(facts.first_term):
        message = Message("registration.transfer.effective_at_once", args)
        return Decision.not_applicable([Finding(clause, True, message)])
    message = Message("registration.transfer.effective_from", args)
    result = {"effective_term": facts.term, "graduation_not_before_end_of": facts.term}
    return Decision.of([Finding(clause, True, message)], result)

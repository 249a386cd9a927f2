"""cases/<area>/<rule>.yaml: worked cases that a rule must answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from registrar.kernel import Outcome
from registrar.rulebook.schemas.base import BilingualText, CitationText, Filled, Schema


def _told(given: Any) -> Any:
    if isinstance(given, str):
        raise ValueError("is told in both languages, as {en: ..., zh: ...}")
    return given


Situation = Annotated[BilingualText, BeforeValidator(_told)]


class ExpectedFinding(Schema):
    """A finding that must be among the decision's; what isn't given may be anything."""

    clause: CitationText
    holds: bool | None = None
    message: Filled | None = None
    approval: Filled | None = None
    advice: bool | None = None


class ExpectedDecision(Schema):
    """The outcome, and the results and findings that must be there; `result` may name some of the results only.

    `absent` names results that must not be there.
    """

    outcome: str
    result: dict[str, Any] = {}
    absent: list[Filled] = []
    findings: list[ExpectedFinding] = []

    def expected_outcome(self) -> Outcome:
        """Return the outcome; raises ValueError for an unknown word."""
        return Outcome(self.outcome)


class CaseSchema(Schema):
    """One worked case: the ledger's id and example, the situation in both languages, facts, and the exact answer."""

    id: Filled
    given: Situation
    as_of: date
    facts: dict[str, Any]
    edition: Filled | None = None
    then: ExpectedDecision


class CaseFile(Schema):
    """The cases of one rule."""

    rule: Filled
    cases: list[CaseSchema] = Field(min_length=1)

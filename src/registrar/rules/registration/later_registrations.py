"""Registrations for later terms of those who graduate or leave."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, TermKey, rule


class LaterRegistrationsFacts(Facts):
    """A registration, and the end of the study."""

    term: TermKey = Field(description="Term of the registration, such as 2024/25-S2")
    subject: str = Field(description="Subject code")
    follow_on: bool = Field(default=False, description="Whether it is the follow-on term of a consecutive subject")
    ending: Literal["graduation", "leaving"] = Field(description="Whether the student graduates or leaves")
    confirmed: bool | None = Field(
        default=None, description="Whether eligibility to graduate, or leaving, is confirmed"
    )
    last_term: TermKey = Field(description="Last term of the study, such as 2024/25-S1")


@rule(
    name="registration.later_registrations",
    title=Bilingual("Registrations after the end of study", "畢業或離校後學期的註冊"),
    clauses={"removed": ("polyu-2024-25:6J-02", "polyu-2018-19:3P-07")},
    binds_by="term",
    kind="consequence",
)
def later_registrations(facts: LaterRegistrationsFacts, parameters: Parameters, as_of: date) -> Decision:
    """Remove registrations of the terms after a confirmed end of study, follow-on terms of consecutive subjects too.

    REFUSED means that the registration is removed; it stays until the end is confirmed. Result: `removed`.
    """
    clause = parameters.cite("removed")
    args: dict[str, Any] = {"subject": facts.subject, "term": facts.term, "last": facts.last_term}
    if Term.parse(facts.term) <= Term.parse(facts.last_term):
        finding = Finding(clause, True, Message("registration.later.not_later", args))
    elif not facts.need("confirmed"):
        finding = Finding(clause, True, Message("registration.later.unconfirmed", args))
    else:
        key = "follow_on_removed" if facts.follow_on else f"removed_on_{facts.ending}"
        finding = Finding(clause, False, Message(f"registration.later.{key}", args))
    return Decision.of([finding], {"removed": finding.holds is False})

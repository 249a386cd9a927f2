"""How many credits may be transferred within a Minor."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class MinorTransferLimitFacts(Facts):
    """The transfers within one Minor once the application is approved."""

    internal_credits: int = Field(
        default=0, ge=0, description="Credits of the Minor transferred from this university, this application included"
    )
    external_credits: int = Field(
        default=0, ge=0, description="Credits of the Minor transferred from elsewhere, this application included"
    )


@rule(
    name="registration.minor_transfer_limit",
    title=Bilingual("Most credits transferred within a Minor", "副修的學分轉移上限"),
    clauses={"cap": ("polyu-2024-25:4M-07", "polyu-2018-19:3Q-05")},
    parameters=("registration.external_minor_cap", "registration.internal_minor_cap"),
    binds_by="event_date",
)
def minor_transfer_limit(facts: MinorTransferLimitFacts, parameters: Parameters, as_of: date) -> Decision:
    """Hold the credits transferred within a Minor against the cap of their origin. Result: `total`, `cap`.

    A mix of both origins is read like the general cap: with any credit from elsewhere, the lower figure holds for all.
    """
    total = facts.internal_credits + facts.external_credits
    mixed = bool(facts.internal_credits and facts.external_credits)
    origin = "external" if facts.external_credits else "internal"
    cap: int = parameters[f"registration.{origin}_minor_cap"]
    args: dict[str, Any] = {"total": total, "cap": cap, "over": max(total - cap, 0)}
    held = total <= cap
    reading = "registration.reading.minor_mixed" if mixed else None
    message = Message("registration.transfer.minor_within" if held else "registration.transfer.minor_over", args)
    cure = None if held else Cure(Message("registration.cure.transfer_less", args), authority="minor_department")
    return Decision.of(
        [Finding(parameters.cite("cap"), held, message, cure, reading=reading)], {"total": total, "cap": cap}
    )

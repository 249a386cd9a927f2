"""How many credits may be transferred towards an award."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class CreditTransferLimitFacts(Facts):
    """The award's credits, and what would be recognised once the application is approved, by origin."""

    required_credits: int = Field(gt=0, description="Credits that the award normally requires")
    internal_credits: int = Field(
        default=0, ge=0, description="Credits transferred from this university, this application included"
    )
    external_credits: int = Field(
        default=0, ge=0, description="Credits transferred from elsewhere, this application included, exchange left out"
    )
    exchange_credits: int = Field(
        default=0, ge=0, description="Credits from approved exchange, this application included"
    )
    waived_internal: int = Field(
        default=0, ge=0, description="Credits waived on entry for a qualification of this university"
    )
    waived_external: int = Field(
        default=0, ge=0, description="Credits waived on entry for a qualification from elsewhere"
    )
    offered_limit: int | None = Field(
        default=None, ge=0, description="Most credits that the Notice of Offer allows; empty: it names none"
    )
    professional_exception: bool = Field(
        default=False, description="Whether a professional body stipulates another share to be taken here"
    )


@rule(
    name="registration.credit_transfer_limit",
    title=Bilingual("Most credits that may be transferred", "學分轉移上限"),
    clauses={
        "cap": ("polyu-2024-25:5B-09", "polyu-2018-19:3Q-05"),
        "waived": ("polyu-2024-25:5B-11", "polyu-2018-19:3Q-12"),
        "exchange": ("polyu-2024-25:5B-17", "polyu-2018-19:3Q-05"),
        "taken_here": ("polyu-2024-25:5B-01", "polyu-2018-19:3Q-01"),
        "professional": ("polyu-2024-25:5B-01",),
        "offer": ("polyu-2024-25:5B-09",),
    },
    parameters=(
        "registration.internal_transfer_cap",
        "registration.external_transfer_cap",
        "registration.mixed_transfer_cap",
        "registration.exchange_counts_in_cap",
        "registration.taken_here_one_part_in",
    ),
    binds_by="event_date",
)
def credit_transfer_limit(facts: CreditTransferLimitFacts, parameters: Parameters, as_of: date) -> Decision:
    """Hold the transfers after approval against the cap of their mix, and what is left against the part taken here.

    Credits waived on entry count like transfers; those of an approved exchange may go beyond the cap. The comparisons
    are exact. Result: `total` (what the cap counts), `cap`, `here` (credits left to be taken here) and `left` (credits
    that could still be transferred under both tests).
    """
    exchange = facts.exchange_credits if parameters["registration.exchange_counts_in_cap"] else 0
    total = facts.internal_credits + facts.external_credits + facts.waived_internal + facts.waived_external + exchange
    cap = _cap(facts, parameters)
    beyond = facts.exchange_credits - exchange
    here = facts.required_credits - total - beyond
    findings = [_within_cap(facts, total, cap, parameters)]
    if beyond:
        args: dict[str, Any] = {"credits": beyond}
        findings.append(Finding(parameters.cite("exchange"), True, Message("registration.transfer.exchange", args)))
    findings.append(_taken_here(facts, here, parameters))
    left = min(int(cap) - total, here - _needed_here(facts, parameters))
    return Decision.of(findings, {"total": total, "cap": cap, "here": here, "left": max(left, 0)})


def _cap(facts: CreditTransferLimitFacts, parameters: Parameters) -> Decimal:
    if facts.offered_limit is not None and parameters.has_clause("offer"):
        return Decimal(facts.offered_limit)
    internal = facts.internal_credits + facts.waived_internal
    external = facts.external_credits + facts.waived_external
    origin = "mixed" if internal and external else "external" if external else "internal"
    share: Decimal = parameters[f"registration.{origin}_transfer_cap"]
    return share * facts.required_credits


def _within_cap(facts: CreditTransferLimitFacts, total: int, cap: Decimal, parameters: Parameters) -> Finding:
    waived = facts.waived_internal + facts.waived_external
    clause = parameters.cite("waived" if waived else "cap")
    args: dict[str, Any] = {"total": total, "cap": int(cap), "required": facts.required_credits, "waived": waived}
    if total <= cap:
        return Finding(clause, True, Message("registration.transfer.within_cap", args))
    args["over"] = total - int(cap)
    cure = Cure(Message("registration.cure.transfer_less", args), authority="programme_department")
    key = "registration.transfer.over_cap_waived" if waived else "registration.transfer.over_cap"
    return Finding(clause, False, Message(key, args), cure)


def _taken_here(facts: CreditTransferLimitFacts, here: int, parameters: Parameters) -> Finding:
    clause = parameters.cite("taken_here")
    parts: int = parameters["registration.taken_here_one_part_in"]
    args: dict[str, Any] = {"here": here, "required": facts.required_credits, "parts": parts}
    if facts.professional_exception and parameters.has_clause("professional"):
        return Finding(clause, True, Message("registration.transfer.professional", args))
    reading = "registration.reading.exchange_taken_here" if facts.exchange_credits else None
    if here * parts >= facts.required_credits:
        return Finding(clause, True, Message("registration.transfer.enough_here", args), reading=reading)
    args["over"] = _needed_here(facts, parameters) - here
    cure = Cure(Message("registration.cure.transfer_less", args), authority="programme_department")
    return Finding(clause, False, Message("registration.transfer.too_few_here", args), cure, reading=reading)


def _needed_here(facts: CreditTransferLimitFacts, parameters: Parameters) -> int:
    """Fewest whole credits that make up the part to be taken here."""
    parts: int = parameters["registration.taken_here_one_part_in"]
    return -(-facts.required_credits // parts)

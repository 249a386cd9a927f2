"""Quotes on UGC-funded programmes: the printed year, a semester of it, credits, or a dissertation's extension."""

from __future__ import annotations

from typing import Any

from registrar.kernel import Decision, Finding, Message, Money, Outcome
from registrar.rulebook import Parameters
from registrar.rulebook.fees import Missing, NotListed
from registrar.rules.finance._charging import unlisted
from registrar.rules.finance._quote_facts import QuoteFacts

NOTES = "finance.credit_fee_notes."


def ugc_quote(facts: QuoteFacts, parameters: Parameters) -> Decision:
    """Quote from the schedule. Without a quantity: the academic year of full-time study, or a part-time credit."""
    if facts.modules:
        return Decision.of([unlisted(NotListed(Missing.BASIS), parameters.cite("ugc"))])
    extending = facts.dissertation or facts.item == "extension"
    decision = parameters.apply("finance.ugc_fee", _facts(facts, parameters, extending))
    if decision.outcome is not Outcome.ALLOWED:
        return decision
    # A quote is no bill: over which debit notes a charge spreads doesn't belong to it.
    findings = [item for item in decision.findings if not item.message.key.startswith(NOTES)]
    line = decision.result["lines"][0]
    basis = str(decision.result["basis"])
    if basis == "flat":
        return _flat(facts, parameters, decision, findings)
    times = facts.semesters or 1
    if basis == "credit" and facts.semesters:
        return Decision.of([unlisted(NotListed(Missing.BASIS), parameters.cite("ugc"))])
    amount = line["amount"] * times
    result = {
        "amount": amount,
        "item": line["item"],
        "basis": line["basis"],
        "quantity": line["quantity"] * times,
        "unit_price": line["unit_price"],
        "lines": ({**line, "quantity": line["quantity"] * times, "amount": amount},),
    }
    return Decision.of(findings, result)


def _facts(facts: QuoteFacts, parameters: Parameters, extending: bool) -> dict[str, Any]:
    mode = facts.mode or ("part_time" if facts.credits and not facts.beyond_normal_duration else "full_time")
    credits_ = facts.credits
    if mode == "part_time":
        credits_ = credits_ or 1
    elif facts.beyond_normal_duration and facts.semesters:
        # The load decides; who asks for semesters asks what a full load costs.
        credits_ = parameters["finance.beyond_duration_credits"]
    elif facts.beyond_normal_duration and not facts.additional_year_for and not extending:
        facts.need("credits")
    return {
        "term": facts.term,
        "cohort": facts.cohort,
        "level": facts.need("level"),
        "residency": facts.residency,
        "mode": mode,
        "credits": credits_,
        "beyond_normal_duration": facts.beyond_normal_duration,
        "extending_dissertation": extending,
        "additional_year_for": facts.additional_year_for,
        "sandwich_year": facts.sandwich_year,
    }


def _flat(facts: QuoteFacts, parameters: Parameters, decision: Decision, findings: list[Finding]) -> Decision:
    """Quote semesters, or the printed year where neither semesters nor a load were asked for."""
    (line,) = decision.result["lines"]
    annual: Money = decision.result["annual_fee"]
    if facts.semesters or facts.credits:
        times = facts.semesters or 1
        basis, unit, amount = "semester", line["unit_price"], line["amount"] * times
    else:
        times, basis, unit, amount = 1, "year", annual, annual
    if facts.beyond_normal_duration and facts.semesters:
        args = {"least": parameters["finance.beyond_duration_credits"]}
        findings = [*findings, Finding(parameters.cite("beyond_ugc"), True, Message("finance.quote.full_load", args))]
    result = {
        "amount": amount,
        "item": "tuition",
        "basis": basis,
        "quantity": times,
        "unit_price": unit,
        "annual_fee": annual,
        "lines": ({**line, "basis": basis, "quantity": times, "unit_price": unit, "amount": amount},),
    }
    return Decision.of(findings, result)

"""Agreeing the subjects of an exchange beforehand."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class ExchangePlanFacts(Facts):
    """An exchange, and the form that came in for it."""

    step: Literal["provisional", "formal"] = Field(
        description="Provisional approval of the study plan, or the transfer applied for afterwards"
    )
    filed_on: date = Field(description="Day on which the form came in")
    exchange_ends_on: date | None = Field(default=None, description="Last day of the approved exchange")
    plan_approved: bool = Field(default=False, description="Whether the study plan was provisionally approved")


@rule(
    name="registration.exchange_plan",
    title=Bilingual("Study plan and credit transfer of an exchange", "交換生修讀計劃及學分轉移"),
    clauses={"plan": ("polyu-2024-25:5B-16", "polyu-2018-19:3Q-11")},
    parameters=("registration.exchange_plan_form", "registration.credit_transfer_form"),
    binds_by="event_date",
)
def exchange_plan(facts: ExchangePlanFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take the study plan before or during the exchange; warn where the transfer is applied for without one.

    The last day of the exchange counts as during it.
    """
    clause = parameters.cite("plan")
    form: str = parameters["registration.exchange_plan_form"]
    ends = facts.need("exchange_ends_on")
    args: dict[str, Any] = {"form": form, "filed": facts.filed_on, "last": ends}
    args["transfer_form"] = parameters["registration.credit_transfer_form"]
    if facts.step == "formal":
        if facts.plan_approved:
            return Decision.of([Finding(clause, True, Message("registration.exchange.plan_found", args))])
        message = Message("registration.exchange.plan_missing", args)
        cure = Cure(Message("registration.cure.department_looks", args), authority="programme_department")
        return Decision.of([Finding(clause, False, message, cure, advice=True)])
    held = facts.filed_on <= ends
    later = Cure(Message("registration.cure.transfer_without_plan", args), args["transfer_form"])
    message = Message("registration.exchange.plan_in_time" if held else "registration.exchange.plan_late", args)
    return Decision.of([Finding(clause, held, message, None if held else later)])

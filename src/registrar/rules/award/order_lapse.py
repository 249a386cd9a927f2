"""When an order that nobody paid comes to nothing."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class OrderLapseFacts(Facts):
    """An order whose fee has been asked for and not paid."""

    asked_on: date = Field(description="Day on which the fee was asked for")
    begun: bool = Field(default=False, description="A payment was begun whose outcome the bank has not told yet")


@rule(
    name="award.order_lapse",
    title=Bilingual("Unpaid orders", "未繳費的申請"),
    clauses={"unsubmitted": ("polyu-2024-25:7A-01",)},
    parameters=("award.unpaid_order_days",),
    binds_by="event_date",
    kind="date",
    answer="lapses_on",
)
def order_lapse(facts: OrderLapseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Tell on which day an unpaid order lapses: it was never submitted (7A-01), so nothing is owed for it.

    Result: `lapses_on`, the first day on which it is over. Allowed means that it lapses on `as_of`; a payment under way
    is waited for.
    """
    if not parameters.has_clause("unsubmitted"):
        return Decision.not_applicable()
    day = facts.asked_on + timedelta(days=parameters["award.unpaid_order_days"])
    clause, reading = parameters.cite("unsubmitted"), "award.lapse.reading"
    over = as_of >= day
    key = "award.lapse.over" if over else "award.lapse.open"
    findings = [Finding(clause, over, Message(key, {"day": day}), reading=reading)]
    if facts.begun:
        findings.append(Finding(clause, False, Message("award.lapse.payment_begun"), reading=reading))
    return Decision.of(findings, {"lapses_on": day})

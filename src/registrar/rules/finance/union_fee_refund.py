"""Until when the fees of the Students' Union come back."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class UnionFeeRefundFacts(Facts):
    """A member of the Students' Union who wants to leave it."""

    year_start: date = Field(description="First day of the academic year")
    paid_on: date = Field(description="Day on which the fees of the Students' Union were paid")
    applied_on: date | None = Field(default=None, description="Day of the application to leave, if there is one yet")


@rule(
    name="finance.union_fee_refund",
    title=Bilingual("Last day for the Students' Union fees back", "申請退還學生會費的最後日期"),
    clauses={"days": ("polyu-2018-19:FEE-I-20",)},
    parameters=("finance.union_refund_days",),
    binds_by="event_date",
    kind="date",
    answer="last_day",
)
def union_fee_refund(facts: UnionFeeRefundFacts, parameters: Parameters, as_of: date) -> Decision:
    """Accept an application within so many days of the year's start or of the payment, whichever is later.

    The Union's Executive Committee decides, and it goes back by autopay. Result: `last_day`. An edition that names no
    Union fees has no such clause: NOT_APPLICABLE.
    """
    if not parameters.has_clause("days"):
        return Decision.not_applicable()
    last = max(facts.year_start, facts.paid_on) + timedelta(days=parameters["finance.union_refund_days"])
    in_time = facts.applied_on is None or facts.applied_on <= last
    key = "open" if facts.applied_on is None else ("in_time" if in_time else "late")
    args = {"last_day": last, **({"applied": facts.applied_on} if facts.applied_on else {})}
    message = Message(f"finance.union_fee_refund.{key}", args)
    return Decision.of([Finding(parameters.cite("days"), in_time, message)], {"last_day": last})

"""By when somebody may leave the Students' Union and get the fees back."""

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class UnionLeaveFacts(Facts):
    """A member who has paid, and the application to leave."""

    year_starts_on: date = Field(description="First day of the academic year")
    paid_on: date = Field(description="Day on which the Union's fees were paid")
    applied_on: date | None = Field(default=None, description="Day on which leaving was applied for, if it was")


@rule(
    name="finance.union_leave",
    title=Bilingual("Leaving the Students' Union with a refund", "退出學生會並獲退還會費"),
    clauses={"leave": ("polyu-2018-19:FEE-I-20",)},
    parameters=("finance.union_leave_days",),
    binds_by="event_date",
)
def union_leave(facts: UnionLeaveFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let a paid member leave with a refund within the days after the year's start or the payment, if later (FEE-I-20).

    The Union's Executive Committee decides and its money is paid back by autopay. Result: `last_day`.
    """
    if not parameters.has_clause("leave"):
        return Decision.not_applicable()
    last_day = max(facts.year_starts_on, facts.paid_on) + timedelta(days=parameters["finance.union_leave_days"])
    applied = facts.need("applied_on")
    key = "finance.union.leave_in_time" if applied <= last_day else "finance.union.leave_too_late"
    message = Message(key, {"applied": applied, "last_day": last_day})
    return Decision.of([Finding(parameters.cite("leave"), applied <= last_day, message)], {"last_day": last_day})

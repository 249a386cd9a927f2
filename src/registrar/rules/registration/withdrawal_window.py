"""Leaving a subject after add/drop."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class WithdrawalWindowFacts(Facts):
    """The days between which a subject can be withdrawn."""

    filed_on: date = Field(description="Day of the request")
    add_drop_ends_on: date | None = Field(default=None, description="Last day of add/drop")
    exams_from: date | None = Field(default=None, description="First day of the examination period")
    departmental_deadline: date | None = Field(
        default=None, description="Last day set by the teaching department; empty: it set none"
    )


@rule(
    name="registration.withdrawal_window",
    title=Bilingual("Withdrawing from a subject after add/drop", "加退選期後退修科目"),
    clauses={
        "after_add_drop": ("polyu-2024-25:5E-03", "polyu-2018-19:3T-01"),
        "latest": ("polyu-2024-25:5G-02", "polyu-2018-19:3V-01"),
        "departmental": ("polyu-2024-25:5G-02",),
    },
    binds_by="term",
)
def withdrawal_window(facts: WithdrawalWindowFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take requests from the day after add/drop to the eve of the examinations, or an earlier day of the department's.

    A departmental deadline on or after the first day of the examinations is refused. 2018/19 knew none.
    """
    last = facts.need("exams_from") - timedelta(days=1)
    own = facts.departmental_deadline
    if own is not None and parameters.has_clause("departmental"):
        if own > last:
            args = {"deadline": own, "exams": facts.exams_from, "last": last}
            cure = Cure(Message("registration.cure.earlier_deadline", args))
            message = Message("registration.withdrawal.deadline_too_late", args)
            return Decision.of([Finding(parameters.cite("departmental"), False, message, cure)])
        last = own
    begins = facts.need("add_drop_ends_on") + timedelta(days=1)
    args = {"filed": facts.filed_on, "first": begins, "last": last}
    if facts.filed_on < begins:
        message = Message("registration.withdrawal.drop_instead", args)
        cure = Cure(Message("registration.cure.drop_instead", args), by=facts.add_drop_ends_on)
        return Decision.of([Finding(parameters.cite("after_add_drop"), False, message, cure)])
    held = facts.filed_on <= last
    message = Message("registration.withdrawal.in_time" if held else "registration.withdrawal.late", args)
    return Decision.of([Finding(parameters.cite("latest"), held, message)], {"last_day": last})

"""Credits that another award counted already."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class TransferReuseFacts(Facts):
    """Credits to be transferred, and what they served before."""

    credits: int = Field(gt=0, description="Credits to be transferred")
    graded: bool = Field(default=False, description="Whether a grade comes with them")
    used_for_another_award: bool = Field(description="Whether another award counted them already")
    exception_recorded: bool = Field(default=False, description="Whether the department recorded an exception")


@rule(
    name="registration.transfer_reuse",
    title=Bilingual("Transferred credits that another award counted", "已計入另一學術資格的轉移學分"),
    clauses={
        "counts": ("polyu-2024-25:5B-10", "polyu-2018-19:3Q-07"),
        "once": ("polyu-2024-25:5B-10",),
    },
    binds_by="event_date",
)
def transfer_reuse(facts: TransferReuseFacts, parameters: Parameters, as_of: date) -> Decision:
    """Count transferred credits for the award, normally of one award only; in 2018/19 of several.

    Result: `credits_earned`, and `in_gpa`: only what comes with a grade enters a GPA.
    """
    args: dict[str, Any] = {"credits": facts.credits}
    clause = parameters.cite("counts")
    result = {"credits_earned": facts.credits, "in_gpa": facts.graded}
    if facts.used_for_another_award and parameters.has_clause("once") and not facts.exception_recorded:
        cure = Cure(Message("registration.cure.department_exception"), authority="programme_department")
        return Decision.of([Finding(clause, False, Message("registration.transfer.used_already", args), cure)])
    used = "counts_again" if facts.used_for_another_award else "counts"
    return Decision.of([Finding(clause, True, Message(f"registration.transfer.{used}", args))], result)

"""What approved deferment and zero-subject enrolment do to a semester."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, TermKey, rule


class AbsenceEffectFacts(Facts):
    """What was approved for a semester, and what it was before."""

    term: TermKey = Field(description="Semester, such as 2024/25-S1")
    approved: Literal["deferment", "zero_subject"] = Field(description="What was approved for the semester")
    registered_credits: int = Field(default=0, ge=0, description="Credits registered in the semester")
    was_zero_subject: bool = Field(
        default=False, description="Whether zero-subject enrolment had been approved for the semester before"
    )


@rule(
    name="enrolment.absence_effect",
    title=Bilingual("What deferment and zero-subject enrolment do", "休學及零科目註冊的效力"),
    clauses={
        "deferment": ("polyu-2024-25:4H-01", "polyu-2018-19:3I-07"),
        "zero_subject": ("polyu-2024-25:4I-02", "polyu-2018-19:3J-01"),
        "difference": ("polyu-2024-25:4I-08",),
    },
    parameters=("finance.retention_fee",),
    binds_by="event_date",
    kind="standing",
    answer="status",
)
def absence_effect(facts: AbsenceEffectFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say what becomes of a semester: its status, the credits dropped, whether it counts, access, and the fee.

    Result: `status`, `dropped_credits`, `counts_in_period`, `access`, and `fee` (Money, zero-subject enrolment only).
    Where deferment replaces zero-subject enrolment, the fee is by default not returned (`fee_returned` False).
    """
    args: dict[str, Any] = {"credits": facts.registered_credits}
    result: dict[str, object] = {"dropped_credits": facts.registered_credits}
    clause = parameters.cite(facts.approved)
    if facts.approved == "zero_subject":
        fee: Money = parameters["finance.retention_fee"]
        message = Message("enrolment.absence.zero_subject", {**args, "fee": fee})
        result |= {"status": "zero_subject", "counts_in_period": True, "access": True, "fee": fee}
        return Decision.of([Finding(clause, True, message)], result)
    findings = [Finding(clause, True, Message("enrolment.absence.deferred", args))]
    result |= {"status": "deferred", "counts_in_period": False, "access": False}
    if facts.was_zero_subject and parameters.has_clause("difference"):
        reading = "enrolment.reading.retention_fee_kept"
        message = Message("enrolment.absence.replaced")
        findings.append(Finding(parameters.cite("difference"), True, message, reading=reading))
        result["fee_returned"] = False
    return Decision.of(findings, result)

"""What becomes of an approved withdrawal whose handling fee is not paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule


class WithdrawalFeeFacts(Facts):
    """An approved withdrawal and its handling fee."""

    subject: str = Field(description="Subject code")
    deadline: date = Field(description="Last day for paying the handling fee")
    paid_on: date | None = Field(default=None, description="Day on which the handling fee was paid; empty: it was not")
    reinstatement_granted: bool = Field(default=False, description="Whether the void approval was reinstated")
    reinstatement_paid: bool = Field(default=False, description="Whether the fee for that was paid")


@rule(
    name="registration.withdrawal_fee",
    title=Bilingual("Handling fee of a withdrawal from a subject", "退修科目手續費"),
    clauses={
        "void": ("polyu-2018-19:3V-05",),
        "fee": ("polyu-2018-19:3V-02",),
    },
    parameters=("finance.subject_withdrawal_fee", "finance.reinstatement_fee"),
    binds_by="event_date",
    kind="consequence",
)
def withdrawal_fee(facts: WithdrawalFeeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let an approval stand while its fee can be paid or was paid in time; unpaid, the subject is active again.

    NOT_APPLICABLE in 2024/25, which charges no such fee. Result: `state` (withdrawn or active), `fee`, and
    `reinstatement_fee` where the approval is void: the schedule's fee is read for the one that the clause leaves open.
    """
    if not parameters.has_clause("void"):
        return Decision.not_applicable()
    fee: Money = parameters["finance.subject_withdrawal_fee"]
    args: dict[str, Any] = {"subject": facts.subject, "deadline": facts.deadline, "fee": fee}
    paid = facts.paid_on is not None and facts.paid_on <= facts.deadline
    if paid or as_of <= facts.deadline:
        message = Message(f"registration.withdrawal.fee_{'paid' if paid else 'open'}", args)
        cure = None if paid else Cure(Message("registration.cure.withdrawal_fee", args), amount=fee, by=facts.deadline)
        finding = Finding(parameters.cite("fee"), paid, message, cure, advice=not paid)
        return Decision.of([finding], {"state": "withdrawn", "fee": fee})
    back: Money = parameters["finance.reinstatement_fee"]
    args["reinstatement"] = back
    clause, reading = parameters.cite("void"), "registration.reading.withdrawal_reinstatement"
    if facts.reinstatement_granted and facts.reinstatement_paid:
        message = Message("registration.withdrawal.reinstated", args)
        finding = Finding(clause, True, message, reading=reading)
        return Decision.of([finding], {"state": "withdrawn", "fee": fee, "reinstatement_fee": back})
    ask = Cure(Message("registration.cure.withdrawal_reinstatement", args), None, "programme_department", back)
    message = Message("registration.withdrawal.void", args)
    finding = Finding(clause, False, message, ask, reading=reading)
    return Decision.of([finding], {"state": "active", "fee": fee, "reinstatement_fee": back})

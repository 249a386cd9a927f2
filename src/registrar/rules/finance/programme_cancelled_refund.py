"""What goes back when the University cancels a programme."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class ProgrammeCancelledRefundFacts(Facts):
    """A student of what the University cancelled."""

    cancelled: Literal["programme", "subject"] = Field(description="What the University cancelled")
    tuition_paid: Amount = Field(description="Tuition paid for the programme and not given back, initial fee included")
    deposit_held: Amount = Field(default=Money.zero(), description="Caution money held")
    debts: Amount = Field(default=Money.zero(), description="Sum of the open debit notes and claims")


@rule(
    name="finance.programme_cancelled_refund",
    title=Bilingual("Refund when a programme is cancelled", "取消課程時的退款"),
    clauses={
        "cancelled": ("polyu-2024-25:8G-02", "polyu-2018-19:FEE-G-02"),
        "deposit": ("polyu-2024-25:8I-04", "polyu-2018-19:FEE-I-03"),
        "default": ("polyu-2024-25:8G-01", "polyu-2018-19:FEE-G-01"),
    },
    parameters=(),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def programme_cancelled_refund(facts: ProgrammeCancelledRefundFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give back all tuition of a cancelled programme, the initial fee with it.

    The caution money goes back as well where nothing is claimed: a reading, since no registration remains. A cancelled
    subject brings nothing; another is chosen. Result: `tuition`, `deposit` and their sum `amount`, in HK$.
    """
    clause = parameters.cite("cancelled")
    if facts.cancelled == "subject":
        message = Message("finance.programme_cancelled_refund.subject")
        return Decision.of([Finding(clause, False, message)], {"amount": Money.zero()})
    deposit = facts.deposit_held if not facts.debts else Money.zero()
    result = {"tuition": facts.tuition_paid, "deposit": deposit, "amount": facts.tuition_paid + deposit}
    message = Message("finance.programme_cancelled_refund.tuition", {"amount": facts.tuition_paid})
    findings = [Finding(clause, True, message)]
    if facts.deposit_held:
        key = "deposit_kept" if facts.debts else "deposit"
        message = Message(
            f"finance.programme_cancelled_refund.{key}", {"amount": facts.deposit_held, "debts": facts.debts}
        )
        reading = "finance.programme_cancelled_refund.reading"
        findings.append(
            Finding(parameters.cite("deposit"), not facts.debts, message, advice=bool(facts.debts), reading=reading)
        )
    return Decision.of(findings, result)

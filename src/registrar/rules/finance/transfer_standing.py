"""What becomes of a credit transfer or an exemption whose fee is not paid."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class TransferStandingFacts(Facts):
    """An approved credit transfer or exemption, its fee and what was paid."""

    approval: Literal["credit_transfer", "exemption"] = Field(description="What was approved")
    fee: Amount = Field(description="Fee on the debit note for the approval")
    deadline: date = Field(description="Deadline printed on the debit note")
    fee_paid_on: date | None = Field(default=None, description="Day on which the fee for the approval was paid")
    reinstatement_paid_on: date | None = Field(
        default=None, description="Day on which the fee for restoring the approval was paid"
    )


@rule(
    name="finance.transfer_standing",
    title=Bilingual("Credit transfers and exemptions not paid for", "未繳費的學分轉移及豁免"),
    clauses={
        "credit_transfer": ("polyu-2024-25:5B-07", "polyu-2018-19:3Q-10"),
        "exemption": ("polyu-2018-19:3Q-03",),
    },
    parameters=("finance.transfer_reinstatement_fee",),
    binds_by="event_date",
    kind="standing",
    answer="approval_state",
)
def transfer_standing(facts: TransferStandingFacts, parameters: Parameters, as_of: date) -> Decision:
    """Void an approval whose fee is unpaid when the deadline day is over, until it is restored.

    It is restored once both the fee and the reinstatement fee are paid. Result: `approval_state` (kept, nullified or
    reinstated) and, where nullified, `to_pay` in HK$. An edition without a fee for exemptions doesn't void them.
    """
    if not parameters.has_clause(facts.approval):
        return Decision.not_applicable()
    clause = parameters.cite(facts.approval)
    args = {"fee": facts.fee, "deadline": facts.deadline}
    paid = _by(facts.fee_paid_on, as_of)
    if as_of <= facts.deadline or (paid is not None and paid <= facts.deadline):
        key = "finance.transfer.paid" if paid else "finance.transfer.not_due"
        return Decision.of([Finding(clause, True, Message(key, args))], {"approval_state": "kept"})
    reinstatement = parameters["finance.transfer_reinstatement_fee"]
    restored = _by(facts.reinstatement_paid_on, as_of)
    reading = "finance.transfer.reading" if _amount_is_read(facts, parameters) else None
    if paid and restored:
        message = Message("finance.transfer.reinstated", {"on": max(paid, restored)})
        return Decision.of([Finding(clause, True, message, reading=reading)], {"approval_state": "reinstated"})
    owed = [amount for amount, done in ((facts.fee, paid), (reinstatement, restored)) if not done]
    to_pay = sum(owed, Money.zero())
    cure = Cure(Message("finance.transfer.pay_both", args | {"reinstatement": reinstatement}), amount=to_pay)
    finding = Finding(clause, False, Message("finance.transfer.nullified", args), cure=cure, reading=reading)
    return Decision.of([finding], {"approval_state": "nullified", "to_pay": to_pay})


def _by(day: date | None, as_of: date) -> date | None:
    """Return the day of a payment that has been made by now."""
    return day if day is not None and day <= as_of else None


def _amount_is_read(facts: TransferStandingFacts, parameters: Parameters) -> bool:
    """Whether the reinstatement fee's amount is a reading: only the 2018/19 transfer clause names one."""
    return facts.approval == "exemption" or not parameters.has_clause("exemption")

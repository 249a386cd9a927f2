"""The fee of an appeal that was upheld."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class AppealFeeRefundFacts(Facts):
    """An appeal that has been decided."""

    matter: Literal["subject_result", "de_registration", "classification"] = Field(
        description="What the appeal was against"
    )
    fee: Amount = Field(description="Fee paid for each examination paper, or for the case")
    papers: int = Field(default=1, ge=1, description="Papers appealed against; a case without papers counts as one")
    paid: bool = Field(default=True, description="The fee that was charged for the appeal is paid")
    upheld: int = Field(ge=0, description="Papers, or the one case, for which the appeal was upheld")


@rule(
    name="finance.appeal_fee_refund",
    title=Bilingual("Return of the appeal fee", "退還上訴費用"),
    clauses={"upheld": ("polyu-2024-25:6I-04",)},
    parameters=(),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def appeal_fee_refund(facts: AppealFeeRefundFacts, parameters: Parameters, as_of: date) -> Decision:
    """Return the fee of every paper, or of the case, for which the appeal was upheld.

    Where some papers are upheld, theirs are returned: a reading. REFUSED where none is, where more are
    named than were appealed against, and where the fee was not paid. Result: `amount` in HK$.
    """
    clause = parameters.cite("upheld")
    upheld = facts.upheld
    if not upheld or upheld > facts.papers or not facts.paid:
        key = "unpaid" if not facts.paid else ("more" if upheld else "dismissed")
        message = Message(f"finance.appeal_fee_refund.{key}", {"upheld": upheld, "papers": facts.papers})
        return Decision.of([Finding(clause, False, message)], {"amount": Money.zero()})
    amount = facts.fee * upheld
    message = Message(
        "finance.appeal_fee_refund.upheld",
        {"upheld": upheld, "papers": facts.papers, "fee": facts.fee, "amount": amount},
    )
    reading = "finance.appeal_fee_refund.reading" if upheld < facts.papers else None
    return Decision.of([Finding(clause, True, message, reading=reading)], {"amount": amount})

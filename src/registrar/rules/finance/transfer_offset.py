"""Tuition of the old programme against that of the new one."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class TransferOffsetFacts(Facts):
    """An approved transfer of study."""

    paid: Amount = Field(description="Tuition paid for the semester on the old programme")
    new_tuition: Amount = Field(description="Tuition of the semester on the new programme")


@rule(
    name="finance.transfer_offset",
    title=Bilingual("Tuition on a transfer of study", "轉讀課程的學費抵銷"),
    clauses={"offset": ("polyu-2024-25:4J-08", "polyu-2018-19:3K-05")},
    parameters=(),
    binds_by="event_date",
    kind="amount",
    answer="refund",
)
def transfer_offset(facts: TransferOffsetFacts, parameters: Parameters, as_of: date) -> Decision:
    """Set the tuition paid against the new programme's: a shortfall is billed, an excess goes back.

    Result: `to_pay` and `refund` in HK$, at most one of them above zero.
    """
    more = facts.new_tuition - facts.paid
    key = "even" if not more else ("shortfall" if more > Money.zero() else "excess")
    args = {"paid": facts.paid, "due": facts.new_tuition, "amount": max(more, -more)}
    message = Message(f"finance.transfer_offset.{key}", args)
    return Decision.of(
        [Finding(parameters.cite("offset"), True, message)],
        {"to_pay": max(more, Money.zero()), "refund": max(-more, Money.zero())},
    )

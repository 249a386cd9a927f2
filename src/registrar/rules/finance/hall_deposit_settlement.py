"""What becomes of the caution money of a hall."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class HallDepositSettlementFacts(Facts):
    """A resident, or one who has left."""

    held: Amount = Field(description="Hall caution money held")
    left: bool = Field(description="The residence has ended, or was left by the official procedure")
    charges: Amount = Field(default=Money.zero(), description="Hall charges outstanding on departure")


@rule(
    name="finance.hall_deposit_settlement",
    title=Bilingual("Hall caution money on departure", "離舍時的宿舍保證金"),
    clauses={"departure": ("polyu-2024-25:12C-33",)},
    parameters=(),
    binds_by="event_date",
    kind="amount",
    answer="refund",
)
def hall_deposit_settlement(facts: HallDepositSettlementFacts, parameters: Parameters, as_of: date) -> Decision:
    """Set the outstanding hall charges against the deposit and give back what is left.

    REFUSED while the student still lives there. Result, in HK$: `set_off` against charges, `refund`, and `still_owed`
    where the charges were more.
    """
    clause = parameters.cite("departure")
    if not facts.left:
        message = Message("finance.hall_deposit_settlement.resident")
        return Decision.of([Finding(clause, False, message)], {"refund": Money.zero()})
    set_off = min(facts.held, facts.charges)
    refund, owed = facts.held - set_off, facts.charges - set_off
    args = {"held": facts.held, "charges": facts.charges, "refund": refund, "owed": owed}
    key = "used_up" if not refund else ("deducted" if set_off else "whole")
    message = Message(f"finance.hall_deposit_settlement.{key}", args)
    return Decision.of([Finding(clause, True, message)], {"refund": refund, "set_off": set_off, "still_owed": owed})

"""Whether a refund that was granted may be paid out now."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class RefundPayoutFacts(Facts):
    """A refund that was granted, and the bank account on file."""

    account_on_file: bool = Field(description="The student has entered a bank account")
    account_entered_on: date | None = Field(
        default=None, description="Day on which the account on file was entered, a first one or a changed one"
    )
    returned_to_account: bool = Field(
        default=False, description="The bank returned this refund from the account that is still on file"
    )
    holder_differs: bool = Field(
        default=False, description="The account holder's name is not the student's, and nobody has accepted it"
    )


@rule(
    name="finance.refund_payout",
    title=Bilingual("When a refund is paid out", "何時發放退款"),
    clauses={"autopay": ("polyu-2024-25:8B-02", "polyu-2018-19:FEE-B-03")},
    parameters=("finance.account_cooling_off_days",),
    binds_by="event_date",
)
def refund_payout(facts: RefundPayoutFacts, parameters: Parameters, as_of: date) -> Decision:
    """Pay by autopay to the account on file; hold where there is none, where it was entered lately, or failed before.

    Holding is a reading: the handbook does not say what happens without an account. The days after an account
    was entered, the first one like any other, keep a thief who got into the portal from being paid at once; the student
    is told of it and can stop it. Result: `held_for` (no_account, returned, holder or cooling_off) where it is held,
    `payable_from` while the days run.
    """
    clause = parameters.cite("autopay")
    if not facts.account_on_file:
        cure = Cure(Message("finance.refund_payout.enter_account"))
        message = Message("finance.refund_payout.no_account")
        finding = Finding(clause, False, message, cure=cure, reading="finance.refund_payout.reading")
        return Decision.of([finding], {"held_for": "no_account"})
    if facts.returned_to_account:
        cure = Cure(Message("finance.refund_payout.correct_account"))
        finding = Finding(clause, False, Message("finance.refund_payout.returned"), cure=cure)
        return Decision.of([finding], {"held_for": "returned"})
    if facts.holder_differs:
        cure = Cure(Message("finance.refund_payout.accept_holder"))
        message = Message("finance.refund_payout.holder")
        finding = Finding(clause, False, message, cure=cure, reading="finance.refund_payout.cooling_reading")
        return Decision.of([finding], {"held_for": "holder"})
    if facts.account_entered_on is not None:
        days: int = parameters["finance.account_cooling_off_days"]
        from_ = facts.account_entered_on + timedelta(days=days)
        args = {"entered": facts.account_entered_on, "from": from_, "days": days}
        if as_of < from_:
            cure = Cure(Message("finance.refund_payout.wait", {"from": from_}))
            message = Message("finance.refund_payout.cooling_off", args)
            finding = Finding(clause, False, message, cure=cure, reading="finance.refund_payout.cooling_reading")
            return Decision.of([finding], {"held_for": "cooling_off", "payable_from": from_})
    return Decision.of([Finding(clause, True, Message("finance.refund_payout.payable"))])

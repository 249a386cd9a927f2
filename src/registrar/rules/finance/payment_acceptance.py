"""Whether a payment settles a debit note."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule
from registrar.rules.finance.payment_channel import PaymentChannelFacts, payment_channel


class PaymentAcceptanceFacts(Facts):
    """One transaction against one debit note."""

    note_amount: Decimal = Field(description="Amount that the debit note asks for, in HK$")
    amount: Decimal = Field(description="Amount credited by this one transaction, net of bank charges, in HK$")
    credited_on: date = Field(description="Day on which the bank shows the money credited")
    deadline: date = Field(description="Deadline printed on the debit note")
    channel: str = Field(description="Channel of payment, such as fps, atm or telegraphic_transfer")
    tuition: bool = Field(description="Whether any line of the debit note is tuition")
    note_state: Literal["outstanding", "overdue", "paid", "cancelled"] = Field(description="State of the debit note")
    refused_by_bank: bool = Field(default=False, description="Whether the bank refused or dishonoured the payment")


@rule(
    name="finance.payment_acceptance",
    title=Bilingual("When a payment settles a debit note", "繳款何時獲接納"),
    clauses={
        "exact": ("polyu-2024-25:8D-01", "polyu-2018-19:FEE-D-01"),
        "in_time": ("polyu-2024-25:8A-19", "polyu-2018-19:FEE-A-09"),
        "method": ("polyu-2024-25:8C-01", "polyu-2018-19:FEE-C-01"),
        "deficit": ("polyu-2024-25:8C-15",),
        "bank": ("polyu-2024-25:8D-02", "polyu-2018-19:FEE-D-02"),
    },
    parameters=("finance.payment_channels", "finance.telegraphic_transfer_handling"),
    binds_by="event_date",
    kind="acceptance",
)
def payment_acceptance(facts: PaymentAcceptanceFacts, parameters: Parameters, as_of: date) -> Decision:
    """Accept exactly the amount asked, in one transaction, by the end of the deadline day, through a listed channel.

    8D-01: anything but the exact amount is turned down whole, never kept in part. 8A-19 and 8A-04: the deadline day
    counts as in time. 8C-15: what a telegraphic transfer lacks is made up by the student; `deficit` in the result.
    """
    findings = [_open(facts, parameters)]
    if facts.refused_by_bank:
        message = Message("finance.payment.refused_by_bank")
        findings.append(Finding(parameters.cite("bank"), False, message, cure=_again(facts)))
    channel = parameters.apply(
        payment_channel, PaymentChannelFacts(channel=facts.channel, tuition=facts.tuition, term=facts.term)
    )
    findings.extend(channel.findings)
    findings.append(_amount(facts, parameters, topped_up="handling" in channel.result))
    findings.append(_in_time(facts, parameters))
    deficit = facts.note_amount - facts.amount
    result = {"deficit": Money(deficit)} if "handling" in channel.result and deficit > 0 else {}
    return Decision.of(findings, result)


def _open(facts: PaymentAcceptanceFacts, parameters: Parameters) -> Finding:
    """The note still asks for money: a note is settled by one transaction."""
    owing = facts.note_state in ("outstanding", "overdue")
    message = Message("finance.payment.note_open" if owing else f"finance.payment.note_{facts.note_state}")
    return Finding(parameters.cite("exact"), owing, message)


def _amount(facts: PaymentAcceptanceFacts, parameters: Parameters, *, topped_up: bool) -> Finding:
    """The amount is the note's to the cent; a short transfer from abroad is topped up instead (8C-15)."""
    args = {"amount": Money(facts.amount), "asked": Money(facts.note_amount)}
    if facts.amount == facts.note_amount:
        return Finding(parameters.cite("exact"), True, Message("finance.payment.exact", args))
    deficit = facts.note_amount - facts.amount
    if topped_up and deficit > 0 and parameters.has_clause("deficit"):
        missing = Money(deficit)
        cure = Cure(
            Message("finance.payment.make_up", {"amount": missing, "by": facts.deadline}),
            amount=missing,
            by=facts.deadline,
        )
        return Finding(parameters.cite("deficit"), False, Message("finance.payment.short", args), cure=cure)
    return Finding(parameters.cite("exact"), False, Message("finance.payment.not_exact", args), cure=_again(facts))


def _in_time(facts: PaymentAcceptanceFacts, parameters: Parameters) -> Finding:
    """The money is credited on or before the deadline day."""
    held = facts.credited_on <= facts.deadline
    args = {"credited": facts.credited_on, "deadline": facts.deadline}
    message = Message("finance.payment.in_time" if held else "finance.payment.late", args)
    return Finding(parameters.cite("in_time"), held, message, reading="finance.payment.deadline_day_counts")


def _again(facts: PaymentAcceptanceFacts) -> Cure:
    """Return the cure for a payment turned down: the whole amount again, once, before the deadline ends."""
    asked = Money(facts.note_amount)
    message = Message("finance.payment.pay_again", {"amount": asked, "by": facts.deadline})
    return Cure(message, amount=asked, by=facts.deadline)

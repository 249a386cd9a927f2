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
    document: Literal["transcript", "certification"] | None = Field(
        default=None, description="Document that is paid for, where the handbook names the methods for it"
    )
    ends_status: bool = Field(
        default=True,
        description="Whether registration falls away where the note stays unpaid; such a note is paid in time or not "
        "at all",
    )
    note_state: Literal["outstanding", "overdue", "paid", "cancelled"] = Field(description="State of the debit note")
    refused_by_bank: bool = Field(default=False, description="Whether the bank refused or dishonoured the payment")
    held: Decimal = Field(
        default=Decimal(0), ge=0, description="What earlier transfers have brought towards this debit note, in HK$"
    )
    currency: str = Field(default="HKD", description="Currency in which a transfer was sent; the HK$ received decide")


@rule(
    name="finance.payment_acceptance",
    title=Bilingual("When a payment settles a debit note", "繳款何時獲接納"),
    clauses={
        "exact": ("polyu-2024-25:8D-01", "polyu-2018-19:FEE-D-01"),
        "in_time": ("polyu-2024-25:8A-19", "polyu-2018-19:FEE-A-09"),
        "method": ("polyu-2024-25:8C-01", "polyu-2018-19:FEE-C-01"),
        "deficit": ("polyu-2024-25:8C-15",),
        "handling": ("polyu-2024-25:8C-14",),
        "currency": ("polyu-2024-25:8C-16",),
        "bank": ("polyu-2024-25:8D-02", "polyu-2018-19:FEE-D-02"),
    },
    parameters=(
        "finance.payment_channels",
        "finance.service_payment_methods",
        "finance.telegraphic_transfer_handling",
        "finance.transfer_currencies",
    ),
    binds_by="event_date",
    kind="acceptance",
)
def payment_acceptance(facts: PaymentAcceptanceFacts, parameters: Parameters, as_of: date) -> Decision:
    """Accept exactly the amount asked, in one transaction, by the end of the deadline day, through a listed channel.

    A note whose non-payment leaves status alone is settled after its deadline, too.

    8D-01: anything but the exact amount is turned down whole, never kept in part. 8A-19 and 8A-04: the deadline day
    counts as in time. 8C-15: what a telegraphic transfer lacks is made up by the student; `deficit` in the result, and
    `kept` where nothing else stands against the money: it is held towards the note, which stays unpaid. The deficit
    is then asked for like a note's amount. 8C-14: up to the handling that a transfer adds is kept as such;
    `handling_kept` in the result. 8C-16: a currency that isn't listed is for the Finance Office to decide.
    """
    channel = parameters.apply(
        payment_channel,
        PaymentChannelFacts(channel=facts.channel, tuition=facts.tuition, document=facts.document, term=facts.term),
    )
    handling = channel.result.get("handling")
    asked = facts.note_amount - facts.held
    deficit, surplus = asked - facts.amount, facts.amount - asked
    others = [_open(facts, parameters), *_bank(facts, parameters), *channel.findings, _in_time(facts, parameters)]
    result: dict[str, object] = {}
    if isinstance(handling, Money):
        others.append(_currency(facts, parameters))
        if deficit > 0:
            result["deficit"] = Money(deficit)
            if all(finding.holds or finding.advice for finding in others):
                result["kept"] = True
        elif 0 < surplus <= handling.amount:
            result["handling_kept"] = Money(surplus)
    return Decision.of([*others, _amount(facts, parameters, asked, result)], result)


def _open(facts: PaymentAcceptanceFacts, parameters: Parameters) -> Finding:
    """The note still asks for money: a note is settled by one transaction."""
    owing = facts.note_state in ("outstanding", "overdue")
    message = Message("finance.payment.note_open" if owing else f"finance.payment.note_{facts.note_state}")
    return Finding(parameters.cite("exact"), owing, message)


def _bank(facts: PaymentAcceptanceFacts, parameters: Parameters) -> list[Finding]:
    """A payment that the bank itself refused brings nothing."""
    if not facts.refused_by_bank:
        return []
    message = Message("finance.payment.refused_by_bank")
    return [Finding(parameters.cite("bank"), False, message, cure=_again(facts))]


def _currency(facts: PaymentAcceptanceFacts, parameters: Parameters) -> Finding:
    """The transfer came in a currency that is provided for; nothing is said of any other."""
    listed = parameters["finance.transfer_currencies"]
    known = facts.currency in listed
    args = {"currency": facts.currency, "listed": tuple(listed)}
    message = Message("finance.payment.currency" if known else "finance.payment.other_currency", args)
    return Finding(parameters.cite("currency"), True if known else None, message)


def _amount(
    facts: PaymentAcceptanceFacts, parameters: Parameters, asked: Decimal, result: dict[str, object]
) -> Finding:
    """The amount is what is asked to the cent; a transfer may lack some (8C-15) or bring some handling (8C-14)."""
    args = {"amount": Money(facts.amount), "asked": Money(asked)}
    if facts.amount == asked:
        return Finding(parameters.cite("exact"), True, Message("finance.payment.exact", args))
    if kept := result.get("handling_kept"):
        message = Message("finance.payment.handling_kept", args | {"kept": kept})
        return Finding(parameters.cite("handling"), True, message)
    if "deficit" in result:
        missing = Money(asked - facts.amount)
        cure = Cure(
            Message("finance.payment.make_up", {"amount": missing, "by": facts.deadline}),
            amount=missing,
            by=facts.deadline,
        )
        message = Message("finance.payment.short", args)
        return Finding(parameters.cite("deficit"), False, message, cure=cure, reading="finance.payment.deficit_reading")
    return Finding(parameters.cite("exact"), False, Message("finance.payment.not_exact", args), cure=_again(facts))


def _in_time(facts: PaymentAcceptanceFacts, parameters: Parameters) -> Finding:
    """The money is credited on or before the deadline day; what is no fee of the semester may be paid later, too."""
    held = facts.credited_on <= facts.deadline
    args = {"credited": facts.credited_on, "deadline": facts.deadline}
    if not held and not facts.ends_status:
        message = Message("finance.payment.late_but_owed", args)
        return Finding(parameters.cite("in_time"), True, message, reading="finance.payment.late_but_owed_reading")
    message = Message("finance.payment.in_time" if held else "finance.payment.late", args)
    return Finding(parameters.cite("in_time"), held, message, reading="finance.payment.deadline_day_counts")


def _again(facts: PaymentAcceptanceFacts) -> Cure:
    """Return the cure for a payment turned down: the whole amount again, once, before the deadline ends."""
    asked = Money(facts.note_amount - facts.held)
    message = Message("finance.payment.pay_again", {"amount": asked, "by": facts.deadline})
    return Cure(message, amount=asked, by=facts.deadline)

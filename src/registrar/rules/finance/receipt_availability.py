"""From when a receipt can be seen."""

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, WorkingDays
from registrar.rulebook import Facts, Parameters, rule


class ReceiptAvailabilityFacts(Facts):
    """A payment made through a channel."""

    channel: str = Field(description="Channel of payment, such as fps, atm or bank_draft")
    paid_on: date = Field(description="Day of the payment")
    credited_on: date | None = Field(default=None, description="Day on which the University credited it, once it has")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days after the payment; weekends need not be given"
    )


@rule(
    name="finance.receipt_availability",
    title=Bilingual("From when a receipt can be seen", "收據可供查閱日期"),
    clauses={"receipt": ("polyu-2024-25:8C-05", "polyu-2018-19:FEE-C-02")},
    parameters=("finance.payment_channels",),
    binds_by="event_date",
    kind="date",
    answer="available_on",
)
def receipt_availability(facts: ReceiptAvailabilityFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the day from which the receipt can be viewed (8C-05): at once, or two or five working days after payment.

    For a channel without a promised day (bank draft) it is the day of crediting; before that UNDETERMINED.
    """
    channel = parameters["finance.payment_channels"].get(facts.channel)
    if channel is None:
        message = Message("finance.receipt.unknown_channel", {"channel": facts.channel})
        return Decision.of([Finding(parameters.cite("receipt"), False, message)])
    title = Bilingual(channel["title"]["en"], channel["title"]["zh"])
    days = channel["receipt_working_days"]
    if days is None:
        day = facts.need("credited_on")
        message = Message("finance.receipt.when_credited", {"channel": title, "day": day})
        return Decision.of([Finding(parameters.cite("receipt"), True, message)], {"available_on": day})
    day = WorkingDays.without(facts.closed_days).after(facts.paid_on, days)
    key = "finance.receipt.after_days" if days else "finance.receipt.at_once"
    message = Message(key, {"channel": title, "days": days, "day": day})
    return Decision.of([Finding(parameters.cite("receipt"), True, message)], {"available_on": day})

"""What an unpaid debit note does to the registration."""

from datetime import date, timedelta
from decimal import Decimal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Facts, Parameters, rule


class OverdueConsequenceFacts(Facts):
    """A debit note on some day (the day of the question)."""

    amount: Decimal = Field(description="Amount of the debit note, in HK$")
    deadline: date = Field(description="Last day of payment: the note's deadline, or the deferred one where granted")
    settled_on: date | None = Field(default=None, description="Day on which the whole amount was credited, if it was")
    refused_by_bank_on: date | None = Field(default=None, description="Day on which a bank refused a payment, if any")


@rule(
    name="finance.overdue_consequence",
    title=Bilingual("What follows when fees are not paid in time", "逾期繳費的後果"),
    clauses={
        "settled": ("polyu-2024-25:8A-19", "polyu-2018-19:FEE-A-09"),
        "deemed": ("polyu-2024-25:8F-01", "polyu-2018-19:FEE-F-01"),
        "refused": ("polyu-2024-25:8D-02", "polyu-2018-19:FEE-D-02"),
        "window": ("polyu-2024-25:5H-03", "polyu-2018-19:3W-02"),
    },
    parameters=(
        "finance.reinstatement_fee",
        "finance.reinstatement_form",
        "finance.reinstatement_window_days",
        "finance.bank_refusal_removes_at_once",
    ),
    binds_by="event_date",
    kind="consequence",
)
def overdue_consequence(facts: OverdueConsequenceFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say whether the registration stands on the day asked about.

    REFUSED means that registration and student status end: fees unsettled after the deadline day (8A-19, 8F-01), or a
    payment refused by the bank with fees outstanding at the deadline (8D-02; the 2018/19 edition, FEE-D-02, removes on
    the refusal itself). The cure is the application for reinstatement with its fee and last day. Where it stands, the
    result gives `state`: settled, or open until the deadline.
    """
    removed_at_once = parameters["finance.bank_refusal_removes_at_once"] and _refused_while_open(facts)
    settled = facts.settled_on is not None and facts.settled_on <= facts.deadline
    if removed_at_once:
        message = Message("finance.overdue.refused_at_once", {"day": facts.refused_by_bank_on})
        return _removed(parameters, as_of, "refused", message)
    if settled:
        message = Message("finance.overdue.settled", {"day": facts.settled_on, "deadline": facts.deadline})
        return Decision.of([Finding(parameters.cite("settled"), True, message)], {"state": "settled"})
    args = {"amount": Money(facts.amount), "deadline": facts.deadline}
    if as_of <= facts.deadline:
        message = Message("finance.overdue.still_open", args)
        finding = Finding(parameters.cite("settled"), True, message, reading="finance.payment.deadline_day_counts")
        return Decision.of([finding], {"state": "open"})
    if facts.refused_by_bank_on is not None:
        return _removed(parameters, as_of, "refused", Message("finance.overdue.refused", args))
    return _removed(parameters, as_of, "deemed", Message("finance.overdue.unpaid", args))


def _refused_while_open(facts: OverdueConsequenceFacts) -> bool:
    return facts.refused_by_bank_on is not None and facts.refused_by_bank_on <= facts.deadline


def _removed(parameters: Parameters, as_of: date, role: str, message: Message) -> Decision:
    """Return the removal with its cure: the reinstatement form, its fee and its last day (5H-03: day 14 counts)."""
    fee: Money = parameters["finance.reinstatement_fee"]
    form: str = parameters["finance.reinstatement_form"]
    last = as_of + timedelta(days=parameters["finance.reinstatement_window_days"])
    cure = Cure(
        Message("finance.overdue.reinstate", {"form": form, "fee": fee, "by": last}), form=form, amount=fee, by=last
    )
    findings = [
        Finding(parameters.cite("settled"), False, message, cure=cure),
        Finding(parameters.cite(role), False, Message(f"finance.overdue.{role}_reason"), cure=cure),
        Finding(parameters.cite("window"), True, Message("finance.overdue.window", {"form": form, "by": last})),
    ]
    return Decision.of(findings, {"state": "removed", "reason": "unpaid_fees", "reinstate_by": last})

"""Tuition back for credits that were paid for and not taken."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class CreditOverpaymentFacts(Facts):
    """A term after add/drop. Amounts are tuition of this term, after what has come back already."""

    charged: Amount = Field(description="Tuition charged for the term so far")
    paid: Amount = Field(description="Tuition paid for the term so far")
    due: Amount = Field(
        description="Tuition of the term by the subjects registered when add/drop closed; one left later counts"
    )


@rule(
    name="finance.credit_overpayment",
    title=Bilingual("Refund for credits not taken", "退還多繳學分的學費"),
    clauses={
        "fewer": ("polyu-2024-25:8A-17", "polyu-2018-19:FEE-A-12"),
        "autopay": ("polyu-2024-25:8B-02", "polyu-2018-19:FEE-B-03"),
        "withdrawn": ("polyu-2024-25:5G-03", "polyu-2018-19:3V-04"),
    },
    parameters=(),
    binds_by="term",
    kind="amount",
    answer="amount",
)
def credit_overpayment(facts: CreditOverpaymentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give back what was paid above the tuition of the credits taken, by autopay.

    Charged too much and not paid yet is no refund: the debit note asks for too much, and waits for the Finance Office.
    A subject withdrawn after add/drop stays charged, so it brings nothing. Result: `amount` in HK$; NOT_APPLICABLE
    where nothing is too much.
    """
    clause = parameters.cite("fewer")
    if facts.charged <= facts.due:
        kept = Finding(parameters.cite("withdrawn"), True, Message("finance.credit_overpayment.withdrawn"), advice=True)
        none = Finding(clause, True, Message("finance.credit_overpayment.none", {"due": facts.due}))
        return Decision.not_applicable([none, kept], {"amount": Money.zero()})
    args = {"paid": facts.paid, "charged": facts.charged, "due": facts.due, "amount": facts.paid - facts.due}
    if facts.paid <= facts.due:
        message = Message("finance.credit_overpayment.unpaid", args)
        return Decision.of([Finding(clause, False, message)], {"amount": Money.zero()})
    reading = "finance.credit_overpayment.reading"
    return Decision.of(
        [
            Finding(clause, True, Message("finance.credit_overpayment.fewer", args), reading=reading),
            Finding(parameters.cite("autopay"), True, Message("finance.credit_overpayment.autopay")),
        ],
        {"amount": facts.paid - facts.due},
    )

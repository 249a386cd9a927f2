"""How many credits a credit-fee student is billed for, and when."""

from datetime import date

from pydantic import Field

from registrar.kernel import SUMMER_TERM, Bilingual, Decision, Finding, Message, Term
from registrar.rulebook import Facts, Parameters, rule


class CreditInstalmentFacts(Facts):
    """A credit-fee student's load in a term, and what has been billed of it."""

    registered_credits: int = Field(ge=0, description="Credits registered now; credits withdrawn after add/drop count")
    billed_credits: int = Field(ge=0, description="Credits of this term already on debit notes")
    add_drop_closed: bool = Field(description="Whether the term's add/drop period has ended")


@rule(
    name="finance.credit_instalment",
    title=Bilingual("Credits billed at the start of term and after add/drop", "學期初及加退選後按學分收費"),
    clauses={
        "initial": ("polyu-2024-25:8A-13", "polyu-2018-19:FEE-A-07"),
        "second": ("polyu-2024-25:8A-16", "polyu-2018-19:FEE-A-11"),
        "refund": ("polyu-2024-25:8A-17", "polyu-2018-19:FEE-A-12"),
        "summer": ("polyu-2024-25:8A-15", "polyu-2018-19:FEE-A-13"),
    },
    parameters=("finance.initial_credits",),
    binds_by="term",
)
def credit_instalment(facts: CreditInstalmentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Say how many credits to bill now (`charge_credits`) or to give back (`refund_credits`), and at which `stage`.

    A semester opens with three credits, whatever the load (8A-13). After add/drop the rest is billed by a second note
    (8A-16) or the surplus returned (8A-17). A Summer Term is billed once, after its add/drop (8A-15).
    """
    if Term.parse(facts.need("term")).part == SUMMER_TERM:
        return _summer(facts, parameters)
    if not facts.add_drop_closed:
        initial = 0 if facts.billed_credits else parameters["finance.initial_credits"]
        key = "finance.instalment.initial" if initial else "finance.instalment.wait"
        message = Message(key, {"credits": initial or facts.billed_credits})
        return _answer(parameters, "initial", message, initial, "initial")
    return _settle(facts, parameters)


def _summer(facts: CreditInstalmentFacts, parameters: Parameters) -> Decision:
    if not facts.add_drop_closed:
        return _answer(parameters, "summer", Message("finance.instalment.summer_wait"), 0, "none")
    due = facts.registered_credits - facts.billed_credits
    message = Message("finance.instalment.summer", {"credits": facts.registered_credits})
    return _answer(parameters, "summer", message, due, "summer")


def _settle(facts: CreditInstalmentFacts, parameters: Parameters) -> Decision:
    """Bill or give back the difference once the load is known."""
    due = facts.registered_credits - facts.billed_credits
    args = {"registered": facts.registered_credits, "billed": facts.billed_credits, "credits": abs(due)}
    if due < 0:
        return _answer(parameters, "refund", Message("finance.instalment.refund", args), due, "refund")
    key = "finance.instalment.second" if due else "finance.instalment.even"
    return _answer(parameters, "second", Message(key, args), due, "second")


def _answer(parameters: Parameters, role: str, message: Message, due: int, stage: str) -> Decision:
    result = {
        "stage": stage if due else "none",
        "charge_credits": max(due, 0),
        "refund_credits": max(-due, 0),
    }
    return Decision.of([Finding(parameters.cite(role), True, message)], result)

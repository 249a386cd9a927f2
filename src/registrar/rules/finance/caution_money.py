"""The deposit that every student leaves at first registration."""

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class CautionMoneyFacts(Facts):
    """A registration."""

    first_registration: bool = Field(description="Whether it is the student's first registration on this programme")


@rule(
    name="finance.caution_money",
    title=Bilingual("Caution money", "保證金"),
    clauses={"deposit": ("polyu-2024-25:8I-03", "polyu-2018-19:FEE-I-02")},
    parameters=("finance.caution_money",),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def caution_money(facts: CautionMoneyFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge the deposit at the first registration on a programme (8I-03); NOT_APPLICABLE at any later one.

    "First registration" is read as the first on each programme, since a completed award turns the earlier deposit into
    the graduation fee. The result gives `amount` (Money).
    """
    clause = parameters.cite("deposit")
    reading = "finance.caution.per_programme"
    if not facts.first_registration:
        return Decision.not_applicable([Finding(clause, True, Message("finance.caution.already"), reading=reading)])
    amount = parameters["finance.caution_money"]
    message = Message("finance.caution.due", {"amount": amount})
    return Decision.of([Finding(clause, True, message, reading=reading)], {"amount": amount})

"""What making good a damage or loss costs."""

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message
from registrar.rulebook import Amount, Facts, Parameters, rule


class RestitutionFacts(Facts):
    """A decision that damage or loss is to be made good."""

    assessed_loss: Amount = Field(description="What the damage or loss was assessed at")
    amount_set: Amount = Field(description="What the decision orders to be paid")


@rule(
    name="finance.restitution",
    title=Bilingual("Making good a damage or loss", "賠償損失"),
    clauses={"restitution": ("polyu-2024-25:11B-17",)},
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def restitution(facts: RestitutionFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge what a decision orders, in whole or in part, but never more than the assessed loss (11B-17).

    That it may not be more is a reading: the clause says "in whole or part". The result has `amount`.
    """
    clause = parameters.cite("restitution")
    args = {"amount": facts.amount_set, "loss": facts.assessed_loss}
    reading = "finance.restitution.reading"
    if facts.amount_set > facts.assessed_loss:
        cure = Cure(Message("finance.restitution.set_less", args), amount=facts.assessed_loss)
        too_much = Message("finance.restitution.too_much", args)
        return Decision.of([Finding(clause, False, too_much, cure=cure, reading=reading)])
    charged = Message("finance.restitution.charged", args)
    return Decision.of([Finding(clause, True, charged, reading=reading)], {"amount": facts.amount_set})

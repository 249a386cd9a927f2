"""What inventors get of what their invention earns."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class InventorsShareFacts(Facts):
    """An invention that the University has marketed."""

    valuable: bool = Field(description="The University judges that it has commercial or industrial value")
    proceeds: Amount = Field(description="What it earned")
    expenditure: Amount = Field(description="All that was spent on it")
    share: Decimal | None = Field(
        default=None, ge=0, le=1, description="The inventors' part under PIP and RMIP, such as 0.5 for a half"
    )


@rule(
    name="finance.inventors_share",
    title=Bilingual("The inventors' share", "發明人的收益分成"),
    clauses={"share": ("polyu-2024-25:11D-06",)},
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def inventors_share(facts: InventorsShareFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the inventors their part of what is left after all costs (11D-06).

    The handbook leaves the part to PIP and RMIP; without it nothing is computed. The result has `net` and `amount`,
    HK$0 where nothing is left.
    """
    clause = parameters.cite("share")
    if not facts.valuable:
        return Decision.not_applicable([Finding(clause, True, Message("finance.inventors.no_value", {}))])
    net = facts.proceeds - facts.expenditure
    args = {"proceeds": facts.proceeds, "expenditure": facts.expenditure, "net": net}
    if net <= Money.zero():
        nothing = Finding(clause, True, Message("finance.inventors.nothing_left", args))
        return Decision.of([nothing], {"net": net, "amount": Money.zero()})
    amount = (net * facts.need("share")).quantized()
    shared = Message("finance.inventors.share", {**args, "amount": amount})
    reading = "finance.inventors.reading"
    return Decision.of([Finding(clause, True, shared, reading=reading)], {"net": net, "amount": amount})

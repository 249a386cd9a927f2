"""What a rejected payment costs."""

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message
from registrar.rulebook import Facts, Parameters, rule


class RejectionChargeFacts(Facts):
    """Rejected payments of one debit note."""

    rejections: int = Field(ge=0, description="How many payments were rejected")
    rejected_by: Literal["bank", "university"] = Field(
        description="Who turned them down: the bank (a dishonoured cheque), or the University for a wrong amount"
    )


@rule(
    name="finance.rejection_charge",
    title=Bilingual("Charge for rejected payments", "繳款被拒收費"),
    clauses={"each": ("polyu-2024-25:8I-07", "polyu-2018-19:FEE-I-06")},
    parameters=("finance.rejected_payment_charge",),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def rejection_charge(facts: RejectionChargeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Charge each payment that a bank rejected (8I-07). A wrong amount that the channel returns at once costs nothing.

    The second is a reading: the handbook does not say whether a wrong amount counts as a rejected payment. The result
    gives `quantity`, `unit` (Money) and `amount` (Money); NOT_APPLICABLE where nothing is charged.
    """
    clause = parameters.cite("each")
    if facts.rejected_by == "university" or not facts.rejections:
        message = Message("finance.rejection.none")
        return Decision.not_applicable(
            [Finding(clause, True, message, reading="finance.rejection.wrong_amount_reading")]
        )
    unit = parameters["finance.rejected_payment_charge"]
    amount = unit * facts.rejections
    message = Message("finance.rejection.charged", {"count": facts.rejections, "unit": unit, "amount": amount})
    return Decision.of([Finding(clause, True, message)], {"quantity": facts.rejections, "unit": unit, "amount": amount})

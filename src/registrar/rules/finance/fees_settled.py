"""Whether a student's debts stand in the way of an application for deferment of study."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class FeesSettledFacts(Facts):
    """What a student owes when an application for deferment of study is handed in."""

    outstanding: Amount = Field(description="Sum of the debit notes that are neither paid nor cancelled")
    applied_on: date | None = Field(default=None, description="Day on which the application was handed in")
    semester_starts: date | None = Field(default=None, description="First day of the semester")
    pay_by: date | None = Field(default=None, description="Earliest deadline of what is owed")


@rule(
    name="finance.fees_settled",
    title=Bilingual("Fees settled before deferment is processed", "處理休學申請前須繳清費用"),
    clauses={
        "always": ("polyu-2024-25:4H-06",),
        "once_begun": ("polyu-2018-19:3I-04",),
    },
    binds_by="event_date",
)
def fees_settled(facts: FeesSettledFacts, parameters: Parameters, as_of: date) -> Decision:
    """Hold back an application while tuition or any other fee is owed; result: `outstanding` in HK$.

    The 2018/19 edition asks for it only where the application came on or after the first day of the semester.
    """
    always = parameters.has_clause("always")
    clause = parameters.cite("always" if always else "once_begun")
    result = {"outstanding": facts.outstanding}
    args = {"outstanding": facts.outstanding}
    if facts.outstanding <= Money.zero():
        return Decision.of([Finding(clause, True, Message("finance.settled.nothing_owed"))], result)
    if not always and facts.need("applied_on") < facts.need("semester_starts"):
        dates = args | {"semester_starts": facts.semester_starts}
        return Decision.of([Finding(clause, True, Message("finance.settled.before_semester", dates))], result)
    cure = Cure(Message("finance.settled.pay"), amount=facts.outstanding, by=facts.pay_by)
    return Decision.of([Finding(clause, False, Message("finance.settled.owed", args), cure=cure)], result)

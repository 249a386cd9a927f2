"""By when payment is advised, so that the money arrives in time."""

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Decision, Finding, Message, WorkingDays
from registrar.rulebook import Facts, Parameters, rule


class PayByFacts(Facts):
    """A deadline and the days around it on which banks are shut."""

    deadline: date = Field(description="Deadline printed on the debit note")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days around the deadline; weekends need not be given"
    )


@rule(
    name="finance.pay_by",
    title=Bilingual("By when payment is advised", "建議繳費日期"),
    clauses={"ahead": ("polyu-2024-25:8C-03", "polyu-2018-19:FEE-C-01")},
    parameters=("finance.pay_ahead_working_days", "finance.pay_ahead_working_days_outside"),
    binds_by="event_date",
    kind="date",
    answer="hong_kong",
)
def pay_by(facts: PayByFacts, parameters: Parameters, as_of: date) -> Decision:
    """Give the advised last days of paying from Hong Kong and from elsewhere (8C-03).

    Advice only: the deadline itself decides. Working days are those other than Saturdays, Sundays and public holidays.
    """
    calendar = WorkingDays.without(facts.closed_days)
    hong_kong = calendar.before(facts.deadline, parameters["finance.pay_ahead_working_days"])
    outside = calendar.before(facts.deadline, parameters["finance.pay_ahead_working_days_outside"])
    args = {"hong_kong": hong_kong, "outside": outside, "deadline": facts.deadline}
    message = Message("finance.pay_by.advised", args)
    finding = Finding(parameters.cite("ahead"), True, message, advice=True, reading="finance.pay_by.working_days")
    return Decision.of([finding], {"hong_kong": hong_kong, "outside": outside})

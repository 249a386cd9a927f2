"""Whether a cheque, cash or a draft that is handed in can be taken."""

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message, WorkingDays
from registrar.rulebook import Facts, Parameters, rule

READING = "finance.paper.late_draft_reading"


class PaperPaymentFacts(Facts):
    """A cheque, cash or a bank draft against one debit note."""

    instrument: Literal["crossed_cheque", "open_cheque", "cash", "bank_draft"] = Field(description="What is handed in")
    currency: str = Field(default="HKD", description="Currency in which a cheque or draft is drawn")
    payee_right: bool = Field(default=True, description="A cheque or draft is made out to the University")
    bank_in_slip: bool = Field(default=False, description="The bank-in slip of the debit note comes with it")
    name_on_back: bool = Field(default=False, description="The student's full name stands on the back of a draft")
    number_on_back: bool = Field(
        default=False, description="The debit note number stands on the back of a draft, all digits of it"
    )
    received_on: date = Field(description="Day on which it is handed in")
    deadline: date = Field(description="Deadline printed on the debit note")
    closed_days: tuple[date, ...] = Field(
        default=(), description="Public holidays and closed days around the deadline; weekends need not be given"
    )


@rule(
    name="finance.paper_payment",
    title=Bilingual("When a cheque, cash or a draft is taken", "接受支票、現金或匯票的條件"),
    clauses={
        "counter": ("polyu-2024-25:8C-11", "polyu-2018-19:FEE-C-04"),
        "draft": ("polyu-2024-25:8C-13",),
        "listed": ("polyu-2024-25:8C-01", "polyu-2018-19:FEE-C-01"),
        "in_time": ("polyu-2024-25:8A-19", "polyu-2018-19:FEE-A-09"),
    },
    parameters=("finance.draft_working_days",),
    binds_by="event_date",
    kind="acceptance",
)
def paper_payment(facts: PaperPaymentFacts, parameters: Parameters, as_of: date) -> Decision:
    """Take a crossed cheque or cash with the bank-in slip (8C-11), or a proper draft in Hong Kong dollars (8C-13).

    A cheque or cash is for genuine need only, which the payer says and nobody checks: advice. A draft ought to arrive
    some working days ahead of the deadline; one that comes later but in time is taken, and settles the note only if
    it is credited by the deadline (a reading). `arrive_by` in the result is a draft's own last day.
    """
    if facts.instrument == "bank_draft":
        return _draft(facts, parameters)
    clause = parameters.cite("counter")
    checks = [("slip", facts.bank_in_slip)]
    if facts.instrument != "cash":
        checks += [("crossed", facts.instrument == "crossed_cheque"), *_drawn(facts)]
    findings = [_finding(clause, key, held) for key, held in checks]
    findings.append(Finding(clause, True, Message("finance.paper.genuine_need"), advice=True))
    return Decision.of([*findings, _in_time(facts, parameters)])


def _draft(facts: PaperPaymentFacts, parameters: Parameters) -> Decision:
    if not parameters.has_clause("draft"):
        return Decision.of([Finding(parameters.cite("listed"), False, Message("finance.paper.no_drafts"))])
    clause = parameters.cite("draft")
    checks = [*_drawn(facts), ("name", facts.name_on_back), ("number", facts.number_on_back)]
    findings = [_finding(clause, key, held) for key, held in checks]
    calendar = WorkingDays.without(facts.closed_days)
    arrive_by = calendar.before(facts.deadline, parameters["finance.draft_working_days"])
    early = facts.received_on <= arrive_by
    args = {"by": arrive_by, "received": facts.received_on, "deadline": facts.deadline}
    message = Message("finance.paper.draft_early" if early else "finance.paper.draft_late", args)
    findings.append(Finding(clause, early, message, advice=True, reading=None if early else READING))
    return Decision.of([*findings, _in_time(facts, parameters)], {"arrive_by": arrive_by})


def _drawn(facts: PaperPaymentFacts) -> list[tuple[str, bool]]:
    return [("currency", facts.currency == "HKD"), ("payee", facts.payee_right)]


def _finding(clause: Citation, key: str, held: bool) -> Finding:
    """One thing that the paper must have, with what to do where it lacks it."""
    if held:
        return Finding(clause, True, Message(f"finance.paper.{key}"))
    cure = Cure(Message(f"finance.paper.{key}_cure"))
    return Finding(clause, False, Message(f"finance.paper.no_{key}"), cure=cure)


def _in_time(facts: PaperPaymentFacts, parameters: Parameters) -> Finding:
    held = facts.received_on <= facts.deadline
    args = {"received": facts.received_on, "deadline": facts.deadline}
    return Finding(
        parameters.cite("in_time"), held, Message("finance.paper.in_time" if held else "finance.paper.late", args)
    )

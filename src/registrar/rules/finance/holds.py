"""What unpaid debit notes hold back."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class HoldsFacts(Facts):
    """What a student owes today."""

    outstanding: Amount = Field(description="Sum of the debit notes that are neither paid nor cancelled")
    library_fines: Amount = Field(default=Money.zero(), description="Library fines among them")
    pay_by: date | None = Field(default=None, description="Earliest deadline of what is owed")
    semester_starts: date | None = Field(default=None, description="First day of the semester")


@rule(
    name="finance.holds",
    title=Bilingual("What waits until fees are paid", "未繳清費用前暫緩的事項"),
    clauses={
        "withdrawal": ("polyu-2024-25:4L-03", "polyu-2018-19:3M-02"),
        "caution_money": ("polyu-2024-25:8I-04", "polyu-2018-19:3M-03"),
        "parchment": ("polyu-2024-25:7C-08",),
        "library": ("polyu-2024-25:12B-25",),
        "shown": ("polyu-2024-25:8C-02", "polyu-2018-19:FEE-B-01"),
    },
    binds_by="event_date",
    kind="consequence",
)
def holds(facts: HoldsFacts, parameters: Parameters, as_of: date) -> Decision:
    """Name what can't go on while something is owed, each by its clause; nothing is held once nothing is owed.

    Deferment of study (as finance.fees_settled says for an application of this day), official withdrawal and the
    refund of caution money; use of the library where its fines are unpaid; the parchment, which may be withheld.
    Result: `outstanding` in HK$ and `held_back`.
    """
    result: dict[str, object] = {"outstanding": facts.outstanding}
    if facts.outstanding <= Money.zero():
        shown = Finding(parameters.cite("shown"), True, Message("finance.settled.nothing_owed"))
        return Decision.of([shown], result | {"held_back": []})
    cure = Cure(Message("finance.settled.pay"), amount=facts.outstanding, by=facts.pay_by)
    held: list[str] = []
    findings: list[Finding] = []
    asked = {"outstanding": facts.outstanding, "applied_on": as_of, "pay_by": facts.pay_by}
    deferment = parameters.apply("finance.fees_settled", asked | {"semester_starts": facts.semester_starts})
    if not deferment.allowed:
        findings += deferment.findings
        held.append("deferment")
    for role in ("withdrawal", "caution_money"):
        findings.append(Finding(parameters.cite(role), False, Message(f"finance.holds.{role}"), cure=cure))
        held.append(role)
    if facts.library_fines > Money.zero() and parameters.has_clause("library"):
        fines = Cure(Message("finance.holds.pay_library"), amount=facts.library_fines, by=facts.pay_by)
        findings.append(Finding(parameters.cite("library"), False, Message("finance.holds.library"), cure=fines))
        held.append("library")
    if parameters.has_clause("parchment"):
        message = Message("finance.holds.parchment")
        findings.append(Finding(parameters.cite("parchment"), False, message, cure=cure, advice=True))
    return Decision.of(findings, result | {"held_back": held})

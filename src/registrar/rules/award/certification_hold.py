"""Whether a certification of study is withheld."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule


class CertificationHoldFacts(Facts):
    """What is open against the person who wants a document."""

    form: Literal["AR3", "AR4", "AR106", "AR5"] = Field(
        description="AR3 transcript, AR4 testimonial, AR106 certification of award, AR5 certified true copy"
    )
    outstanding: Amount = Field(
        default=Money.zero(), description="What is owed to the University, fees of unpaid orders left out"
    )
    not_due: Amount = Field(default=Money.zero(), description="Part of it whose deadline is still to come")
    pay_by: date | None = Field(default=None, description="Earliest deadline of what is owed")
    disciplinary: bool = Field(default=False, description="A disciplinary action is open")
    unsettled: bool = Field(default=False, description="The registry has another unsettled matter on record")


@rule(
    name="award.certification_hold",
    title=Bilingual("Withholding a certification of study", "扣發學業證明"),
    clauses={"withheld": ("polyu-2024-25:7C-09",)},
    parameters=("award.debts_withhold_before_deadline",),
    binds_by="event_date",
    kind="consequence",
)
def certification_hold(facts: CertificationHoldFacts, parameters: Parameters, as_of: date) -> Decision:
    """Withhold every kind of certification while something is open against the person (7C-09).

    Refused means that the order waits, not that it fails: it goes on once nothing is open. Asked before a fee is taken
    and again before anything is printed. What is owed counts once its deadline is over, unless the university decides
    otherwise. An edition without the clause withholds nothing and doesn't apply.
    """
    if not parameters.has_clause("withheld"):
        return Decision.not_applicable()
    clause, reading = parameters.cite("withheld"), "award.hold.reading"
    findings = []
    early = parameters["award.debts_withhold_before_deadline"]
    debt = facts.outstanding if early else facts.outstanding - facts.not_due
    if debt > Money.zero():
        cure = Cure(Message("award.hold.pay"), amount=debt, by=facts.pay_by)
        message = Message("award.hold.debt", {"amount": debt})
        findings.append(Finding(clause, False, message, cure=cure, reading=reading))
    if facts.disciplinary:
        cure = Cure(Message("award.hold.await_discipline"), authority="academic_registry")
        findings.append(Finding(clause, False, Message("award.hold.discipline"), cure=cure, reading=reading))
    if facts.unsettled:
        cure = Cure(Message("award.hold.settle"), authority="academic_registry")
        findings.append(Finding(clause, False, Message("award.hold.unsettled"), cure=cure, reading=reading))
    if not findings:
        findings.append(Finding(clause, True, Message("award.hold.nothing_open"), reading=reading))
    return Decision.of(findings)

"""Whether a charge may be waived, and by whom."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rules.finance._charging import FINANCE_OFFICE

EVERYWHERE = "finance"


class ChargeWaiverFacts(Facts):
    """A charge that somebody wants to let a student off."""

    charge: str = Field(description="Kind of charge, as the list of kinds names it")
    amount: Amount = Field(description="What is owed")
    state: Literal["outstanding", "overdue", "paid", "cancelled"] = Field(description="What has become of its note")
    office: str = Field(description="Office that would waive it")
    raised_by: str = Field(description="Office that raised it")
    reason_given: bool = Field(description="The reason is said")
    seconded: bool = Field(default=False, description="A second person has agreed")


@rule(
    name="finance.charge_waiver",
    title=Bilingual("Waiving a charge", "豁免收費"),
    clauses={
        "waiver": ("polyu-2024-25:8I-17", "polyu-2018-19:FEE-I-17"),
        "data_access": ("polyu-2024-25:4C-11", "polyu-2018-19:3D-04"),
    },
    parameters=("finance.charge_kinds", "finance.waiver_second_person_above"),
    binds_by="event_date",
)
def charge_waiver(facts: ChargeWaiverFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let the office that raised a charge, or the Finance Office, waive it with a reason while it is unpaid.

    A charge at the handbook's own price is the Finance Office's to waive, unless the handbook says otherwise, as for a
    request for one's data (4C-11). Above an amount a second person must agree. What has been paid is refunded instead.
    """
    kind = parameters["finance.charge_kinds"].get(facts.charge, {})
    clause = parameters.cite("data_access" if facts.charge == "data_access" else "waiver")
    reading = "finance.waiver.reading"
    findings = [
        _unpaid(facts, clause),
        _office(facts, clause, own_price=kind.get("priced_by") == "office" or bool(kind.get("waivable"))),
        Finding(
            clause, facts.reason_given, Message(f"finance.waiver.{'reason' if facts.reason_given else 'no_reason'}")
        ),
    ]
    limit = parameters["finance.waiver_second_person_above"]
    args = {"amount": facts.amount, "limit": limit}
    if facts.amount <= limit or facts.seconded:
        key = "finance.waiver.one_is_enough" if facts.amount <= limit else "finance.waiver.seconded"
        findings.append(Finding(clause, True, Message(key, args), reading=reading))
    else:
        second = Message("finance.waiver.second_needed", args)
        findings.append(Finding(clause, False, second, approval="second_person", reading=reading))
    return Decision.of(findings, {"amount": facts.amount})


def _reason(given: bool, clause: Citation) -> Finding:
    return Finding(clause, given, Message("finance.waiver.reason" if given else "finance.waiver.no_reason"))


def _unpaid(facts: ChargeWaiverFacts, clause: Citation) -> Finding:
    if facts.state in ("outstanding", "overdue"):
        return Finding(clause, True, Message("finance.waiver.unpaid"))
    if facts.state == "cancelled":
        return Finding(clause, False, Message("finance.waiver.cancelled"))
    cure = Cure(Message("finance.waiver.refund_it"), authority=FINANCE_OFFICE, amount=facts.amount)
    return Finding(clause, False, Message("finance.waiver.paid"), cure=cure)


def _office(facts: ChargeWaiverFacts, clause: Citation, *, own_price: bool) -> Finding:
    may = facts.office == EVERYWHERE or (own_price and facts.office == facts.raised_by)
    cure = None if may else Cure(Message("finance.waiver.ask_finance_office"), authority=FINANCE_OFFICE)
    key = "finance.waiver.office_may" if may else "finance.waiver.other_office"
    return Finding(clause, may, Message(key), cure=cure)

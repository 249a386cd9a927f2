"""What an office may charge a student."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from registrar.kernel import Bilingual, Citation, Cure, Decision, Finding, Message, Money
from registrar.rulebook import Amount, Facts, Parameters, rule
from registrar.rules.finance._charging import FINANCE_OFFICE

EVERYWHERE = "finance"


class OfficeChargeFacts(Facts):
    """A charge that an office wants to raise."""

    charge: str = Field(description="Kind of charge, as the list of kinds names it")
    office: str = Field(description="Office that raises it, as the list of offices names it")
    reason_given: bool = Field(description="The office says what it is for")
    amount: Amount | None = Field(default=None, description="Amount, where the office sets it")


@rule(
    name="finance.office_charge",
    title=Bilingual("Charges of an office", "部門收費"),
    clauses={
        "office": ("polyu-2024-25:8I-17", "polyu-2018-19:FEE-I-17"),
        "library": ("polyu-2024-25:12B-30",),
        "library_loss": ("polyu-2024-25:12B-32",),
        "library_breach": ("polyu-2024-25:12B-25",),
        "hall": ("polyu-2024-25:12C-33",),
        "damage": ("polyu-2024-25:11C-04",),
    },
    parameters=("finance.charge_kinds", "finance.charge_offices"),
    binds_by="event_date",
    kind="amount",
    answer="amount",
)
def office_charge(facts: OfficeChargeFacts, parameters: Parameters, as_of: date) -> Decision:
    """Let an office raise the kinds of charges that are its own, with a reason and within the limit of the kind.

    The Finance Office may raise every kind. Where the handbook names no amount the office sets it: a reading. The
    result has `title`, `account` in the books, `days` to pay, `refundable`, and `amount` unless a rule prices the kind.
    """
    kind = parameters["finance.charge_kinds"].get(facts.charge)
    if kind is None:
        unknown = Message("finance.office_charge.unknown", {"charge": facts.charge})
        return Decision.of([Finding(parameters.cite("office"), False, unknown)])
    clause = _clause(kind, parameters)
    title = Bilingual(**kind["title"])
    findings = [
        _its_own(facts, kind, clause, parameters),
        _reason(facts.reason_given, clause),
    ]
    result = {"title": title, **{name: kind[name] for name in ("account", "days", "refundable")}}
    if kind["priced_by"] == "office":
        amount = _fixed(kind) or facts.need("amount")
        findings.append(_within(amount, facts.amount, kind, clause))
        result["amount"] = amount
    return Decision.of(findings, result)


def _its_own(facts: OfficeChargeFacts, kind: Mapping[str, Any], clause: Citation, parameters: Parameters) -> Finding:
    """Hold the office against the one that the kind belongs to."""
    owner = Bilingual(**parameters["finance.charge_offices"][kind["office"]]["title"])
    args = {"charge": Bilingual(**kind["title"]), "office": owner}
    mine = facts.office in (kind["office"], EVERYWHERE)
    key = "finance.office_charge.may" if mine else "finance.office_charge.not_its_own"
    cure = None if mine else Cure(Message("finance.office_charge.ask_the_office", args))
    return Finding(clause, mine, Message(key, args), cure=cure, reading="finance.office_charge.reading")


def _clause(kind: Mapping[str, Any], parameters: Parameters) -> Citation:
    role = kind.get("clause", "office")
    return parameters.cite(role if parameters.has_clause(role) else "office")


def _reason(given: bool, clause: Citation) -> Finding:
    if given:
        return Finding(clause, True, Message("finance.office_charge.reason", {}))
    return Finding(
        clause,
        False,
        Message("finance.office_charge.no_reason", {}),
        cure=Cure(Message("finance.office_charge.give_reason", {})),
    )


def _fixed(kind: Mapping[str, Any]) -> Money | None:
    return Money.parse(kind["fixed"]) if kind.get("fixed") else None


def _within(amount: Money, asked: Money | None, kind: Mapping[str, Any], clause: Citation) -> Finding:
    """Hold the amount against the fixed one or the limit of the kind."""
    fixed = _fixed(kind)
    if fixed is not None:
        holds = asked is None or asked == fixed
        return Finding(clause, holds, Message("finance.office_charge.fixed", {"amount": fixed}))
    if amount <= Money.zero():
        return Finding(clause, False, Message("finance.office_charge.nothing", {}))
    limit = Money.parse(kind["limit"])
    args = {"amount": amount, "limit": limit}
    if amount <= limit:
        return Finding(clause, True, Message("finance.office_charge.within", args))
    cure = Cure(Message("finance.office_charge.ask_for_more", args), authority=FINANCE_OFFICE)
    return Finding(clause, False, Message("finance.office_charge.too_much", args), cure=cure)

"""Causes of charges outside tuition, and the facts that the rules are told about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from registrar.areas.finance.offices import kinds

OFFICE_RULE = "finance.office_charge"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a student is to be charged.

    `kind` is one of finance.charge_kinds; `reference` the record behind it, such as "ar2:123": the same kind,
    department and reference are charged once. `office` is who raises it by hand, "" where another area's action does.
    `amount` (HK$) is given where no rule sets it. `facts` are further facts of the kind's rule. `due` is the last
    day of payment where the cause itself sets one, instead of the kind's days.
    """

    kind: str
    study: int
    reference: str
    quantity: int = 1
    reason: str = ""
    office: str = ""
    department: str = ""
    amount: Decimal | None = None
    term: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    due: date | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What is charged once."""
        return (self.kind, self.department, self.reference)


def rejection(payment: Any, note: Any) -> Cause:
    """Return the cause of the charge for a payment that the bank rejected (polyu-2024-25:8I-07)."""
    return Cause("rejection", note.study_id, f"payment:{payment.bank_reference}", term=note.term_id)


def office_facts(cause: Cause, office: str) -> dict[str, Any]:
    """Return the facts of finance.office_charge."""
    return {
        "charge": cause.kind,
        "office": office,
        "reason_given": bool(cause.reason.strip()),
        "amount": str(cause.amount) if cause.amount is not None else None,
    }


def price_facts(cause: Cause, study: Any) -> tuple[str, dict[str, Any]]:
    """Return the rule that prices a cause and its facts; `study` comes with its programme.

    Raises KeyError for a kind that isn't in the list.
    """
    kind = kinds()[cause.kind]
    rule = kind["priced_by"]
    if rule == "office":
        return OFFICE_RULE, office_facts(cause, cause.office or kind["office"])
    return rule, {**_BASIC[rule](cause, study), **cause.facts}


def _service(cause: Cause, study: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"service": cause.kind, "quantity": cause.quantity}
    if cause.amount is not None:
        facts["amount_set"] = str(cause.amount)
    return facts


def _rejection(cause: Cause, study: Any) -> dict[str, Any]:
    return {"rejections": cause.quantity, "rejected_by": "bank"}


def _restitution(cause: Cause, study: Any) -> dict[str, Any]:
    return {"amount_set": str(cause.amount)}


def _hall(cause: Cause, study: Any) -> dict[str, Any]:
    return {"accepted": True} if cause.kind == "hall_place" else {"semesters": cause.quantity}


def _union(cause: Cause, study: Any) -> dict[str, Any]:
    return {"mode": study.mode, "level": study.programme.level, "member_before": False}


_BASIC = {
    "finance.service_charge": _service,
    "finance.rejection_charge": _rejection,
    "finance.restitution": _restitution,
    "finance.hall_fees": _hall,
    "finance.union_advice": _union,
}

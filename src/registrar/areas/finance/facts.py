"""From a bill to the facts of the fee rules, and from a debit note to those of the rule of nullification."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from registrar.areas.finance.bills import Bill
from registrar.areas.finance.models import DebitNote, Payment
from registrar.areas.finance.queries.under_way import begun_on
from registrar.areas.platform.clock import HONG_KONG

UGC_RULE = "finance.ugc_fee"
# Charged in place of a semester's tuition (polyu-2024-25:4I-07).
RETENTION = "retention"
# Documents for whose fees the handbook names the ways to pay (polyu-2024-25:7A-04, 7D-04).
DOCUMENTS = frozenset({"transcript", "certification"})
SELF_FINANCED_RULE = "finance.self_financed_fee"


def fee_rule(bill: Bill) -> str:
    """Return the name of the rule that prices a bill's tuition."""
    return UGC_RULE if bill.funding == "ugc" else SELF_FINANCED_RULE


def fee_facts(bill: Bill, term: str, *, load_known: bool) -> dict[str, Any]:
    """Return the facts for the bill's fee rule. Before add/drop has closed the load is not known yet, and left out."""
    common: dict[str, Any] = {"term": term, "cohort": bill.cohort, "residency": bill.residency}
    if bill.funding == "ugc":
        return common | {
            "level": bill.level,
            "mode": bill.mode,
            "credits": bill.credits if load_known else None,
            "beyond_normal_duration": bill.beyond_normal_duration,
            "credit_fee_option": bill.credit_fee_option,
            "additional_year_for": bill.additional_year_for,
            "flat_instalments_paid": bill.flat_instalments,
            "semesters_by_credits": bill.semesters_by_credits,
        }
    return common | {
        "programme": bill.programme,
        "stream": bill.stream or None,
        "subjects": _subjects(bill) if load_known else None,
        "modules": len(bill.subjects) if load_known else 0,
        "beyond_normal_duration": bool(bill.beyond_normal_duration),
        "semester_fees_paid": bill.flat_instalments,
    }


def _subjects(bill: Bill) -> list[dict[str, Any]]:
    return [{"code": code, "credits": credits_, "level": level} for code, credits_, level in bill.subjects]


def note_facts(note: DebitNote, now: datetime) -> dict[str, Any]:
    """Return one note as a fact of enrolment.nullification; its lines, payments and open orders fetched with it."""
    payments = list(note.payments.all())
    return {
        "number": note.number,
        "kind": note_kind({line.kind for line in note.lines.all()}),
        "amount": {"amount": str(note.amount), "currency": "HKD"},
        "deadline": note.deadline,
        "settled_on": _last(payments, Payment.State.ACCEPTED),
        "rejected_on": _last(payments, Payment.State.REVERSED),
        "begun_on": begun_on(note, now),
    }


def ends_status(kinds: Iterable[str]) -> bool:
    """Return whether a note with lines of these kinds is for fees of the semester, paid in time or not at all."""
    return note_kind(set(kinds)) != "other"


def document_of(kinds: Iterable[str]) -> str | None:
    """Return the document that a note with lines of these kinds is for; None for any other note."""
    return next((kind for kind in kinds if kind in DOCUMENTS), None)


def note_kind(kinds: set[str]) -> str:
    """Return what a note is for; a note of several kinds counts as the one that ends status."""
    if any(kind.startswith("tuition") or kind == RETENTION for kind in kinds):
        return "tuition"
    for kind in ("caution_money", "credit_transfer", "exemption"):
        if kinds == {kind}:
            return kind
    return "other"


def _last(payments: Iterable[Payment], state: str) -> date | None:
    days = [item.received_at.astimezone(HONG_KONG).date() for item in payments if item.state == state]
    return max(days, default=None)

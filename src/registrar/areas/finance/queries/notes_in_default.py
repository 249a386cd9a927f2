"""Debit notes as the rule of nullification looks at them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from registrar.areas.finance.models import DebitNote, Payment
from registrar.areas.platform.clock import HONG_KONG


def terms_in_default() -> dict[str, list[int]]:
    """Return term key -> ids of the enrolled studies with a note that is overdue; one query."""
    found: dict[str, list[int]] = defaultdict(list)
    overdue = DebitNote.objects.filter(state=DebitNote.State.OVERDUE, study__status="active")
    overdue = overdue.order_by("term_id", "study_id")
    for term, study in overdue.values_list("term_id", "study_id").distinct():
        found[term].append(study)
    return dict(found)


def notes_of_term(studies: Collection[int], term: str) -> dict[int, list[dict[str, Any]]]:
    """Return study id -> its notes of a term, as the facts of enrolment.nullification; three queries."""
    notes = list(
        DebitNote.objects.filter(study_id__in=list(studies), term_id=term)
        .exclude(state=DebitNote.State.CANCELLED)
        .prefetch_related("lines", "payments")
        .order_by("pk")
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for note in notes:
        payments = list(note.payments.all())
        found[note.study_id].append(
            {
                "number": note.number,
                "kind": _kind({line.kind for line in note.lines.all()}),
                "amount": {"amount": str(note.amount), "currency": "HKD"},
                "deadline": note.deadline,
                "settled_on": _last(payments, Payment.State.ACCEPTED),
                "rejected_on": _last(payments, Payment.State.REVERSED),
            }
        )
    return dict(found)


def _kind(kinds: set[str]) -> str:
    """Return what a note is for; a note of several kinds counts as the one that ends status."""
    if any(kind.startswith("tuition") for kind in kinds):
        return "tuition"
    for kind in ("caution_money", "credit_transfer", "exemption"):
        if kinds == {kind}:
            return kind
    return "other"


def _last(payments: list[Payment], state: str) -> Any:
    days = [item.received_at.astimezone(HONG_KONG).date() for item in payments if item.state == state]
    return max(days, default=None)

"""What waits for the Finance Office."""

from django.db.models import Q, QuerySet

from registrar.areas.finance.models import BillingQuestion, UnmatchedPayment


def open_questions() -> QuerySet[BillingQuestion]:
    """Return the bills that no rule could price, the oldest first."""
    rows = BillingQuestion.objects.filter(settled_at=None)
    return rows.select_related("study__student__person", "study__programme", "decision")


def unmatched_payments() -> QuerySet[UnmatchedPayment]:
    """Return the money that waits for its note or to be sent back, the oldest first."""
    return kept_payments().filter(matched_to=None, returned_at=None)


def kept_payments() -> QuerySet[UnmatchedPayment]:
    """Return all money that could not be put to a note at once, with what became of it."""
    return UnmatchedPayment.objects.select_related(
        "matched_to__debit_note", "rejected__debit_note", "decision", "return_asked_by__person"
    )


def kept_by_text(rows: QuerySet[UnmatchedPayment], text: str) -> QuerySet[UnmatchedPayment]:
    """Return those whose bank reference or quoted number has the text in it."""
    return rows.filter(Q(bank_reference__icontains=text) | Q(quoted_number__icontains=text))


def kept_by_state(rows: QuerySet[UnmatchedPayment], state: str) -> QuerySet[UnmatchedPayment]:
    """Return those that are waiting, proposed to go back, matched or returned."""
    if state == "asked":
        return rows.filter(matched_to=None, returned_at=None, return_asked_at__isnull=False)
    if state == "waiting":
        return rows.filter(matched_to=None, returned_at=None)
    return rows.filter(matched_to__isnull=False) if state == "matched" else rows.filter(returned_at__isnull=False)

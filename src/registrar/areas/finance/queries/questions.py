"""What waits for the Finance Office."""

from django.db.models import Count, Q, QuerySet

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


def waiting_counts(user_id: int) -> dict[str, int]:
    """Return how many payments `match`, how many rejected ones go `back`, and how many others may `release`; one query.

    Whoever proposed to send one back is not told to release it.
    """
    asked = Q(return_asked_at__isnull=False)
    back = Q(reason=UnmatchedPayment.Reason.REJECTED)
    return UnmatchedPayment.objects.filter(matched_to=None, returned_at=None).aggregate(
        match=Count("pk", filter=~asked & ~back),
        back=Count("pk", filter=~asked & back),
        release=Count("pk", filter=asked & ~Q(return_asked_by=user_id)),
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

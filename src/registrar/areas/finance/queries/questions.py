"""What waits for the Finance Office."""

from django.db.models import QuerySet

from registrar.areas.finance.models import BillingQuestion, UnmatchedPayment


def open_questions() -> QuerySet[BillingQuestion]:
    """Return the bills that no rule could price, the oldest first."""
    rows = BillingQuestion.objects.filter(settled_at=None)
    return rows.select_related("study__student__person", "study__programme", "decision")


def unmatched_payments() -> QuerySet[UnmatchedPayment]:
    """Return the money that waits for its note, the oldest first."""
    return UnmatchedPayment.objects.filter(matched_to=None)

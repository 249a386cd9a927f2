"""What the Finance Office has to settle by hand, in numbers."""

from registrar.areas.finance.models import BillingQuestion, UnmatchedPayment


def open_questions() -> tuple[int, int]:
    """Return how many payments wait for a debit note, and how many bills for a price; two queries."""
    unmatched = UnmatchedPayment.objects.filter(matched_to=None).count()
    return unmatched, BillingQuestion.objects.filter(settled_at=None).count()

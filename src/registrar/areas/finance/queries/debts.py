"""What is still owed."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Sum

from registrar.areas.finance.models import DebitNote

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


def debts(studies: Collection[int]) -> dict[int, Decimal]:
    """Return study -> the sum of its open debit notes, in HK$; studies that owe nothing are left out. One query."""
    rows = DebitNote.objects.filter(study_id__in=set(studies), state__in=OPEN).order_by()
    return dict(rows.values_list("study_id").annotate(Sum("amount")))

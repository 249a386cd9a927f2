"""What is still owed."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Exists, OuterRef, Sum

from registrar.areas.finance.models import Charge, DebitNote

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


# A charge with such a reference is for something that is only begun once it is paid, so nobody owes it.
PREPAID = "order:"


def debts(studies: Collection[int]) -> dict[int, Decimal]:
    """Return study -> the sum of its open debit notes, in HK$; studies that owe nothing are left out. One query.

    What is paid in advance, such as a document that was ordered, isn't owed before it is paid (polyu-2024-25:7A-01).
    """
    rows = DebitNote.objects.filter(study_id__in=set(studies), state__in=OPEN).order_by()
    rows = rows.exclude(raised_charge__reference__startswith=PREPAID)
    return dict(rows.values_list("study_id").annotate(Sum("amount")))


def open_tuition_notes(studies: Collection[int], terms: Collection[str]) -> list[DebitNote]:
    """Return the open debit notes of these terms with tuition on them, by key; one query."""
    tuition = Charge.objects.filter(debit_note=OuterRef("pk"), kind__startswith="tuition")
    rows = DebitNote.objects.filter(study_id__in=set(studies), term_id__in=set(terms), state__in=OPEN)
    return list(rows.filter(Exists(tuition)).order_by("pk"))

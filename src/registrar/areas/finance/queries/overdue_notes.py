"""How many debit notes are overdue."""

from collections.abc import Collection

from django.db.models import Count

from registrar.areas.finance.models import DebitNote


def overdue_notes(studies: Collection[int]) -> dict[int, int]:
    """Return study -> its overdue debit notes, for those who have any; one query."""
    rows = DebitNote.objects.filter(study_id__in=studies, state=DebitNote.State.OVERDUE).order_by()
    return dict(rows.values_list("study_id").annotate(Count("pk")))

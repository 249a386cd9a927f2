"""All debit notes, for the Finance Office."""

from django.db.models import Q, QuerySet

from registrar.areas.finance.models import DebitNote
from registrar.areas.studies.queries.of_student import of_student


def all_notes() -> QuerySet[DebitNote]:
    """Return every note with its student."""
    return DebitNote.objects.select_related("study__student__person", "study__programme")


def matching_notes(rows: QuerySet[DebitNote], text: str) -> QuerySet[DebitNote]:
    """Return the notes of which every word begins the number, student number or programme, or is in the name."""
    for word in text.split():
        of_note = Q(number__startswith=word) | Q(study__programme__code__istartswith=word)
        rows = rows.filter(of_note | of_student(word, "study__"))
    return rows


def terms_with_notes() -> list[str]:
    """Return the keys of the terms that have notes, the newest first."""
    return list(DebitNote.objects.order_by("-term__ordinal").values_list("term_id", flat=True).distinct())

"""All debit notes, for the Finance Office."""

from django.db.models import Q, QuerySet

from registrar.areas.finance.models import DebitNote


def all_notes() -> QuerySet[DebitNote]:
    """Return every note with its student."""
    return DebitNote.objects.select_related("study__student__person", "study__programme")


def matching_notes(rows: QuerySet[DebitNote], text: str) -> QuerySet[DebitNote]:
    """Return the notes whose number, student number, programme or family name begins with the text."""
    return rows.filter(
        Q(number__startswith=text)
        | Q(study__student_number__istartswith=text)
        | Q(study__programme_id__istartswith=text)
        | Q(study__student__person__family_name__istartswith=text)
    )


def terms_with_notes() -> list[str]:
    """Return the keys of the terms that have notes, the newest first."""
    return list(DebitNote.objects.order_by("-term__ordinal").values_list("term_id", flat=True).distinct())

"""What a student has to pay now."""

from registrar.areas.finance.models import Charge, DebitNote

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


def notes_to_pay(study_id: int) -> list[DebitNote]:
    """Return the debit notes that are neither paid nor cancelled, the earliest deadline first; one query."""
    return list(DebitNote.objects.filter(study_id=study_id, state__in=OPEN).order_by("deadline", "number"))


def owes_tuition(study_id: int, term: str) -> bool:
    """Whether tuition of a term (its key) is still to be paid; an office's charge isn't tuition; one query."""
    lines = Charge.objects.filter(study_id=study_id, term_id=term, kind__startswith="tuition", reversed_at=None)
    return lines.filter(debit_note__state__in=OPEN).exists()

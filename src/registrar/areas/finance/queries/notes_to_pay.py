"""What a student has to pay now."""

from registrar.areas.finance.models import DebitNote


def notes_to_pay(study_id: int) -> list[DebitNote]:
    """Return the debit notes that are neither paid nor cancelled, the earliest deadline first; one query."""
    open_states = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)
    return list(DebitNote.objects.filter(study_id=study_id, state__in=open_states).order_by("deadline", "number"))

"""A student's debit notes, for the pages."""

from django.db.models import Prefetch, QuerySet

from registrar.areas.finance.models import Charge, DebitNote, Payment
from registrar.areas.finance.queries.under_way import with_open_orders


def full_notes() -> QuerySet[DebitNote]:
    """Return notes with everything that a page shows of them: student, lines with decisions, payments with receipts,
    and orders that the bank has not answered.

    Six queries, however many notes.
    """
    lines = Charge.objects.select_related("decision", "subject").order_by("id")
    payments = Payment.objects.select_related(
        "decision", "receipt", "waiting", "transaction__reversed_by", "undone__waiting"
    ).order_by("received_at", "id")
    return DebitNote.objects.select_related(
        "study__student__person", "study__programme", "term", "raised_charge"
    ).prefetch_related(Prefetch("lines", lines), Prefetch("payments", payments), with_open_orders())


def notes_of_study(study_id: int) -> list[DebitNote]:
    """Return a study's notes, those that must be paid first, then the newest first."""
    return sorted(
        full_notes().filter(study_id=study_id),
        key=lambda note: (note.state not in ("outstanding", "overdue"), _newest(note)),
    )


def _newest(note: DebitNote) -> tuple[int, int]:
    return (-note.issued_on.toordinal(), -int(note.number))

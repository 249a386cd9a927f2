"""A term's debit notes as the bank is told of them."""

from datetime import date
from decimal import Decimal

from registrar.areas.finance.models import DebitNote


def outstanding_notes(term: str, *, due_from: date | None = None) -> list[tuple[str, Decimal, int]]:
    """Return (number, amount, study) of the notes that ask for money, due on a day or later; one query."""
    rows = DebitNote.objects.filter(term_id=term, state=DebitNote.State.OUTSTANDING).order_by("number")
    if due_from is not None:
        rows = rows.filter(deadline__gte=due_from)
    return list(rows.values_list("number", "amount", "study_id"))


def last_deadline(term: str) -> date | None:
    """Return the latest deadline of a term's notes, None without notes; one query."""
    return DebitNote.objects.filter(term_id=term).order_by("-deadline").values_list("deadline", flat=True).first()

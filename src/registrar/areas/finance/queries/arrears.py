"""Fees of a semester that are still owed."""

from registrar.areas.finance.facts import note_kind
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.debts import OPEN

# What a note is for that ends student status when it is not paid (finance.facts.note_kind).
FEES = frozenset({"tuition", "caution_money"})


def arrears(study: int, term: str) -> list[DebitNote]:
    """Return a study's unpaid notes of a term that are for fees of the semester, the oldest first; two queries.

    Charges of offices and credit transfers are not among them: they never end status (polyu-2024-25:8B-04).
    """
    rows = DebitNote.objects.filter(study_id=study, term_id=term, state__in=OPEN)
    notes = rows.prefetch_related("lines").order_by("pk")
    return [note for note in notes if note_kind({line.kind for line in note.lines.all()}) in FEES]

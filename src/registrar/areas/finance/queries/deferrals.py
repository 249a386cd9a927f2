"""Applications for deferral, for the pages."""

from django.db.models import Prefetch, Q, QuerySet

from registrar.areas.finance.models import DebitNote, Deferral, DeferralChange
from registrar.areas.studies.queries.of_student import of_student


def all_deferrals() -> QuerySet[Deferral]:
    """Return every application with its student, note, people and decision."""
    return Deferral.objects.select_related(
        "debit_note__study__student__person",
        "debit_note__study__programme",
        "debit_note__term",
        "asked_by__person",
        "decided_by__person",
        "deferred_note",
        "decision",
    ).prefetch_related(Prefetch("changes", DeferralChange.objects.select_related("changed_by__person")))


def matching_deferrals(rows: QuerySet[Deferral], text: str) -> QuerySet[Deferral]:
    """Return those of which every word begins the note number or the student number, or is in the name."""
    for word in text.split():
        of_note = Q(debit_note__number__startswith=word)
        rows = rows.filter(of_note | of_student(word, "debit_note__study__"))
    return rows


def deferral_of(note: DebitNote) -> Deferral | None:
    """Return the latest application that a note was asked about in, or that made it; one query."""
    return all_deferrals().filter(Q(debit_note=note) | Q(deferred_note=note)).first()


def waiting_deferrals() -> list[Deferral]:
    """Return the applications without an answer, the earliest deadline first; one query."""
    return list(Deferral.objects.filter(state=Deferral.State.ASKED).order_by("deadline", "pk"))

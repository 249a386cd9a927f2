"""Notes on a student, as far as somebody may read them."""

from typing import Any

from django.db.models import Q

from registrar.areas.advising.models import AdvisingNote

READERS = AdvisingNote.Readers


def notes_for_staff(study_id: int, reader: Any, *, circle: bool) -> list[Any]:
    """Return the reader's own notes and, for the circle of advisors and department, those meant for it; one query.

    Nobody reads what an author keeps for themselves, whatever office they hold.
    """
    mine = Q(author=reader)
    allowed = mine | Q(readers__in=(READERS.STAFF, READERS.STUDENT)) if circle else mine
    rows = AdvisingNote.objects.filter(allowed, study_id=study_id, taken_back_at=None)
    return list(rows.select_related("author__person"))


def notes_for_student(study_id: int) -> list[Any]:
    """Return what the student may read; one query."""
    rows = AdvisingNote.objects.filter(study_id=study_id, readers=READERS.STUDENT, taken_back_at=None)
    return list(rows.select_related("author__person"))

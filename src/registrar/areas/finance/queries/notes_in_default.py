"""Debit notes as the rule of nullification looks at them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from registrar.areas.finance.facts import note_facts
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.under_way import with_open_orders


def terms_in_default() -> dict[str, list[int]]:
    """Return term key -> ids of the enrolled studies with a note that is overdue; one query."""
    found: dict[str, list[int]] = defaultdict(list)
    overdue = DebitNote.objects.filter(state=DebitNote.State.OVERDUE, study__status="active")
    overdue = overdue.order_by("term_id", "study_id")
    for term, study in overdue.values_list("term_id", "study_id").distinct():
        found[term].append(study)
    return dict(found)


def notes_of_term(studies: Collection[int], term: str, now: datetime) -> dict[int, list[dict[str, Any]]]:
    """Return study id -> its notes of a term, as the facts of enrolment.nullification; four queries."""
    notes = list(
        DebitNote.objects.filter(study_id__in=list(studies), term_id=term)
        .exclude(state=DebitNote.State.CANCELLED)
        .prefetch_related("lines", "payments", with_open_orders())
        .order_by("pk")
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for note in notes:
        found[note.study_id].append(note_facts(note, now))
    return dict(found)

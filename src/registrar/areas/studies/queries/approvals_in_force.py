"""Approvals that count in a term."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from registrar.areas.studies.models import Approval


class InForce(NamedTuple):
    """One approval: what for, which subject and figure (if any), when it was granted, and which record it is.

    `until` is the last day on which it counts: its own, or that of its term.
    """

    kind: str
    form: str
    subject: str | None
    number: int | None
    granted_at: datetime
    key: int
    granted_by: str
    until: date | None


def approvals_in_force(studies: Collection[int], term: str, today: date) -> dict[int, list[InForce]]:
    """Return study -> approvals for this term, or for no particular term, neither revoked nor ended; one query."""
    rows = Approval.objects.filter(Q(term_id=term) | Q(term_id=None), study_id__in=studies, revoked_at=None)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    found: dict[int, list[InForce]] = {study: [] for study in studies}
    for row in rows.select_related("granted_by__person", "term").order_by("granted_at", "pk"):
        until = row.ends_on or (row.term.ends_on if row.term else None)
        person = getattr(row.granted_by, "person", None)
        name = person.in_full if person else row.granted_by.username
        found[row.study_id].append(
            InForce(row.kind, row.form, row.subject_id, row.number, row.granted_at, row.pk, name, until)
        )
    return found

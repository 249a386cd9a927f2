"""Approvals that count in a term."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from registrar.areas.studies.models import Approval


class InForce(NamedTuple):
    """One approval: what for, which subject and figure (if any), and when it was granted."""

    kind: str
    form: str
    subject: str | None
    number: int | None
    granted_at: datetime


def approvals_in_force(studies: Collection[int], term: str, today: date) -> dict[int, list[InForce]]:
    """Return study -> approvals for this term, or for no particular term, neither revoked nor ended; one query."""
    rows = Approval.objects.filter(Q(term_id=term) | Q(term_id=None), study_id__in=studies, revoked_at=None)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    found: dict[int, list[InForce]] = {study: [] for study in studies}
    values = rows.order_by("granted_at").values_list("study_id", "kind", "form", "subject_id", "number", "granted_at")
    for study, kind, form, subject, number, granted_at in values:
        found[study].append(InForce(kind, form, subject, number, granted_at))
    return found

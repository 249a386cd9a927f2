"""All approvals of one kind for terms that aren't over."""

from datetime import date
from typing import NamedTuple

from registrar.areas.studies.models import Approval


class ForTerm(NamedTuple):
    """One approval for a term (its key), and whether it was taken back."""

    key: int
    study: int
    term: str
    revoked: bool


def approvals_of_kind(kind: str, today: date) -> list[ForTerm]:
    """Return the approvals of a kind whose term has not ended, taken back or not, in order of granting; one query."""
    rows = Approval.objects.filter(kind=kind, term__ends_on__gte=today).order_by("granted_at", "pk")
    return [ForTerm(row.pk, row.study_id, str(row.term_id), row.revoked_at is not None) for row in rows]

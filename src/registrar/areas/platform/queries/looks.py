"""Who looked at whose record."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from registrar.areas.platform.models import AccessLog


@dataclass(frozen=True)
class LookFilter:
    """What to look for; empty fields match everything. `until` is not included any more."""

    viewer: str = ""  # NetID
    subject: str | None = ""  # such as "study:417"; None matches nothing
    page: str = ""
    since: datetime | None = None
    until: datetime | None = None


def looks(wanted: LookFilter | None = None) -> QuerySet[AccessLog]:
    """Return the looks that match, the latest first, each with its viewer."""
    wanted = wanted or LookFilter()
    rows = AccessLog.objects.select_related("viewer__person")
    if wanted.subject is None:
        return rows.none()
    if wanted.viewer:
        rows = rows.filter(viewer__username=wanted.viewer.lower())
    if wanted.subject:
        rows = rows.filter(subject=wanted.subject)
    if wanted.page:
        rows = rows.filter(page=wanted.page)
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__lt=wanted.until)
    return rows

"""The notices of one person."""

from typing import Any

from django.db.models import QuerySet

from registrar.areas.platform.models import Notice


def my_notices(reader: Any) -> QuerySet[Notice]:
    """Return the person's notices, the latest first; the caller slices."""
    return Notice.objects.filter(recipient=reader)


def unread_notices(reader: Any, limit: int) -> list[Notice]:
    """Return the latest notices that the person has not opened; one query."""
    return list(my_notices(reader).filter(read_at=None)[:limit])


def my_notice(reader: Any, key: int) -> Notice | None:
    """Return one notice with the decision it tells of; None where it is not the reader's; one query."""
    return my_notices(reader).select_related("decision").filter(pk=key).first()

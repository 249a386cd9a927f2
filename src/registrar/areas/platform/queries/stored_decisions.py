"""Decisions as they were stored, read one after another."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registrar.areas.platform.models import StoredDecision


def stored_decisions(*, rule: str | None = None, since: date | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield subject and JSON form of every stored decision, oldest first, with one query however many there are.

    `rule` is a rule's name or an area; `since` is the first day that was decided for.
    """
    yield from _wanted(rule, since).order_by("id").values_list("subject", "body").iterator(chunk_size=2000)


def count_stored_decisions(*, rule: str | None = None, since: date | None = None) -> int:
    """Count what `stored_decisions` would yield."""
    return _wanted(rule, since).count()


def _wanted(rule: str | None, since: date | None) -> QuerySet[StoredDecision]:
    rows = StoredDecision.objects.all()
    if rule is not None:
        rows = rows.filter(rule=rule) if "." in rule else rows.filter(rule__startswith=f"{rule}.")
    return rows if since is None else rows.filter(as_of__gte=since)

"""Decisions already taken, so that a task that runs twice doesn't take them again."""

from datetime import date

from registrar.areas.platform.models import StoredDecision


def decided(rule: str, since: date) -> set[str]:
    """Return the subjects ("study:417") that a rule has decided about with an `as_of` on or after a day; one query."""
    rows = StoredDecision.objects.filter(rule=rule, as_of__gte=since)
    return set(rows.order_by().values_list("subject", flat=True).distinct())

"""What decisions refused, counted by clause."""

from datetime import datetime

from django.db.models import CharField, Count, Func

from registrar.areas.platform.models import StoredDecision


def decisions_since(since: datetime) -> dict[str, int]:
    """Return outcome -> decisions taken from a moment on; one query."""
    rows = StoredDecision.objects.filter(decided_at__gte=since).order_by()
    return dict(rows.values_list("outcome").annotate(Count("pk")))


def refusals_since(since: datetime, limit: int = 5) -> list[tuple[str, int]]:
    """Return the clauses that refused most often from a moment on, with the number of decisions; one query."""
    clause = Func("refusing", function="unnest", output_field=CharField())
    rows = StoredDecision.objects.filter(decided_at__gte=since).order_by().annotate(clause=clause)
    return list(rows.values_list("clause").annotate(n=Count("pk")).order_by("-n", "clause")[:limit])

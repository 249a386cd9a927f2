"""The latest decision of a rule about each of many subjects."""

from collections.abc import Collection

from registrar.areas.platform.models import StoredDecision


def latest_decisions(rule: str, subjects: Collection[str]) -> dict[str, StoredDecision]:
    """Return subject -> the latest stored decision of a rule about it; those without one are left out. One query."""
    rows = StoredDecision.objects.filter(rule=rule, subject__in=set(subjects))
    return {row.subject: row for row in rows.order_by("subject", "-decided_at", "-pk").distinct("subject")}

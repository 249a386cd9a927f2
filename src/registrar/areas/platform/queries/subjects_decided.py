"""What a rule decided about whom."""

from datetime import date

from registrar.areas.platform.models import StoredDecision


def subjects_decided(rule: str, outcome: str, since: date) -> list[str]:
    """Return the subjects ("study:417") about which a rule decided so on or after a day; one query."""
    rows = StoredDecision.objects.filter(rule=rule, outcome=outcome, as_of__gte=since)
    return list(rows.order_by("subject").values_list("subject", flat=True).distinct())

"""One decision as it was stored."""

from registrar.areas.platform.models import StoredDecision


def stored_decision(key: int) -> StoredDecision | None:
    """Return the row with its actor; None where there is none; one query."""
    return StoredDecision.objects.select_related("actor__person").filter(pk=key).first()

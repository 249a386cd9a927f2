"""Many stored decisions at once."""

from collections.abc import Collection
from typing import Any

from registrar.areas.platform.models import StoredDecision


def decision_bodies(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return key -> the decision in its JSON form; one query. Unknown keys are missing."""
    return dict(StoredDecision.objects.filter(pk__in=keys).order_by().values_list("pk", "body"))

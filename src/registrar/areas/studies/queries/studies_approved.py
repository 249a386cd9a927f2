"""Which studies hold an approval for a term."""

from collections import defaultdict
from collections.abc import Collection

from registrar.areas.studies.models import Approval


def studies_approved(kinds: Collection[str], term: str) -> dict[str, frozenset[int]]:
    """Return kind -> the studies that hold an approval of it for the very term, not revoked; one query."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = Approval.objects.filter(kind__in=list(kinds), term_id=term, revoked_at=None)
    for kind, study in rows.values_list("kind", "study_id"):
        found[kind].add(study)
    return {kind: frozenset(found[kind]) for kind in kinds}

"""What moved the end of studies."""

from collections import defaultdict
from collections.abc import Collection

from registrar.areas.studies.models import Approval


def time_moved(studies: Collection[int]) -> dict[int, dict[str, int]]:
    """Return study -> semesters of approved deferment and extension by kind; one query."""
    rows = Approval.objects.filter(study_id__in=studies, kind__in=("extension", "deferment"), revoked_at=None)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for study, kind, semesters in rows.values_list("study_id", "kind", "number"):
        found[study][kind] = found[study].get(kind, 0) + (semesters or 1)
    return found

"""Studies whose time was extended."""

from collections.abc import Collection

from registrar.areas.studies.models import Approval


def extended_beyond(study_ids: Collection[int]) -> set[int]:
    """Return those studies that have an approved extension (AR9) in force; one query."""
    rows = Approval.objects.filter(study_id__in=study_ids, kind="extension", revoked_at=None)
    return set(rows.values_list("study_id", flat=True))

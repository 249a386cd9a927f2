"""How students stood before a term."""

from collections.abc import Collection
from typing import Any

from registrar.areas.studies.models import TermStanding


def standings_before(study_ids: Collection[int], term: Any) -> dict[int, str]:
    """Return study -> the standing recorded last before a term, for those that have one; one query."""
    rows = TermStanding.objects.filter(study_id__in=study_ids, term__ordinal__lt=term.ordinal)
    return dict(rows.order_by("term__ordinal").values_list("study_id", "standing"))

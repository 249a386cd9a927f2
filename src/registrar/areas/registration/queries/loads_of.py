"""How many credits studies take in a term, whether or not a result is out."""

from collections.abc import Collection

from django.db.models import Sum

from registrar.areas.registration.models import Registration


def loads_of(studies: Collection[int], term: str) -> dict[int, int]:
    """Return study -> credits registered in a term, results or not; those without a subject are left out; one query."""
    rows = Registration.objects.filter(study_id__in=studies, offering__term_id=term, ended_at=None)
    sums = rows.order_by().values("study_id").annotate(total=Sum("credits"))
    return dict(sums.values_list("study_id", "total"))

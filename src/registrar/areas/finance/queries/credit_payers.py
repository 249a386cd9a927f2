"""Who pays tuition by credits, as last charged."""

from collections.abc import Collection

from registrar.areas.finance.models import Charge


def credit_payers(studies: Collection[int]) -> dict[int, bool]:
    """Return study id -> whether its latest tuition was charged by credits; one query.

    Those who were never charged are left out.
    """
    rows = (
        Charge.objects.filter(study_id__in=list(studies), kind__startswith="tuition", reversed_at=None)
        .order_by("term__ordinal", "pk")
        .values_list("study_id", "basis")
    )
    return {study: basis == "credit" for study, basis in rows}

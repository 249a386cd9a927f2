"""What has been billed already."""

from collections.abc import Collection

from django.db.models import Sum

from registrar.areas.finance.models import Charge
from registrar.areas.finance.pricing import Billed


def billed(studies: Collection[int], term: str) -> dict[int, Billed]:
    """Return study id -> what it has been charged for the term, with two statements; studies without are left out.

    The caution money of any term counts, because it is paid once for a programme.
    """
    live = Charge.objects.filter(study_id__in=list(studies), reversed_at=None)
    deposits = set(live.filter(kind="caution_money").order_by().values_list("study_id", flat=True))
    of_term = live.filter(term_id=term).order_by().values_list("study_id", "kind").annotate(total=Sum("amount"))
    found: dict[int, Billed] = {study: Billed(caution_money=True) for study in deposits}
    for study, kind, total in of_term:
        before = found.get(study, Billed())
        found[study] = Billed(
            tuition=before.tuition + (total if kind.startswith("tuition") else 0),
            kinds=before.kinds | {kind},
            caution_money=before.caution_money,
        )
    return found

"""What has been billed already."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import Sum

from registrar.areas.finance.models import Charge, Refund
from registrar.areas.finance.pricing import Billed


def billed(studies: Collection[int], term: str) -> dict[int, Billed]:
    """Return study id -> what it has been charged for the term, with three statements; studies without are left out.

    The caution money of any term counts, because it is paid once for a programme. Tuition that was refunded for
    credits not taken is charged no longer.
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
    refunds = Refund.objects.filter(study_id__in=list(studies), term_id=term, kind=Refund.Kind.FEWER_CREDITS)
    back = refunds.exclude(state=Refund.State.CANCELLED).order_by().values_list("study_id").annotate(Sum("amount"))
    for study, total in back:
        found[study] = replace(found[study], tuition=found[study].tuition - total)
    return found

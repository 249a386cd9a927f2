"""What has been billed already."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import Sum

from registrar.areas.finance.models import Charge, Refund
from registrar.areas.finance.pricing import Billed

# Refunds after which less counts as charged, and those after which nothing more goes back for credits not taken.
LOWERING = (Refund.Kind.FEWER_CREDITS, Refund.Kind.TRANSFER_EXCESS)
SETTLING = (Refund.Kind.BEFORE_SEMESTER, Refund.Kind.PROGRAMME_CANCELLED)


def billed(studies: Collection[int], term: str) -> dict[int, Billed]:
    """Return study id -> what it has been charged for the term, with three statements; studies without are left out.

    The caution money of any term counts, because it is paid once for a programme. Tuition that was refunded for
    credits not taken, or on a transfer, is charged no longer; a refund that waits for a second person changes nothing.
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
    refunds = Refund.objects.filter(study_id__in=list(studies), term_id=term, kind__in=(*LOWERING, *SETTLING))
    booked = refunds.exclude(state__in=(Refund.State.CANCELLED, Refund.State.PROPOSED)).order_by()
    for study, kind, total in booked.values_list("study_id", "kind").annotate(Sum("amount")):
        before = found.get(study, Billed())
        if kind in SETTLING:
            found[study] = replace(before, settled=True)
        else:
            found[study] = replace(before, tuition=before.tuition - total)
    return found

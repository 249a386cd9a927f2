"""Tuition charged, paid and given back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, Sum

from registrar.areas.finance.chart import TUITION_UGC
from registrar.areas.finance.models import Charge, DebitNote, Entry, Refund

ZERO = Decimal("0.00")
TUITION_REFUNDS = (
    Refund.Kind.BEFORE_SEMESTER,
    Refund.Kind.FEWER_CREDITS,
    Refund.Kind.PROGRAMME_CANCELLED,
    Refund.Kind.TRANSFER_EXCESS,
)


@dataclass(frozen=True, slots=True)
class Tuition:
    """A study's tuition of one term, in HK$; `source` is the income account that it was booked to.

    `refunded` counts what waits for a second person too (`proposed`), so that it is not given twice.
    """

    charged: Decimal = ZERO
    paid: Decimal = ZERO
    refunded: Decimal = ZERO
    proposed: Decimal = ZERO
    source: str = TUITION_UGC

    @property
    def kept(self) -> Decimal:
        """Paid and not given back; nothing where the bank took a payment back after its refund."""
        return max(self.paid - self.refunded, ZERO)


def paid_tuition(studies: Collection[int], term: str | None = None) -> dict[tuple[int, str], Tuition]:
    """Return (study, term) -> its tuition; two queries, however many studies. `term` narrows to one."""
    tuition = Q(kind__startswith="tuition") | Q(kind="initial_fee")
    charges = Charge.objects.filter(tuition, study_id__in=set(studies), reversed_at=None)
    refunds = Refund.objects.filter(study_id__in=set(studies), kind__in=TUITION_REFUNDS, term__isnull=False)
    if term is not None:
        charges, refunds = charges.filter(term_id=term), refunds.filter(term_id=term)
    credited = charges.filter(transaction__entries__side=Entry.Side.CREDIT).order_by()
    found: dict[tuple[int, str], Tuition] = {}
    columns = ("study_id", "term_id", "debit_note__state", "transaction__entries__account__code")
    for study, key, state, source, total in credited.values_list(*columns).annotate(total=Sum("amount")):
        before = found.get((study, key), Tuition())
        paid = before.paid + (total if state == DebitNote.State.PAID else ZERO)
        found[study, key] = replace(before, charged=before.charged + total, paid=paid, source=source)
    proposed = Sum("amount", filter=Q(state=Refund.State.PROPOSED), default=ZERO)
    back = refunds.exclude(state=Refund.State.CANCELLED).order_by().values_list("study_id", "term_id")
    for study, key, total, waiting in back.annotate(total=Sum("amount"), waiting=proposed):
        found[study, key] = replace(found.get((study, key), Tuition()), refunded=total, proposed=waiting)
    return found

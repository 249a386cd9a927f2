"""What was done with the money that settled a note, and would be left without ground if that money went."""

from dataclasses import dataclass

from django.db.models import Q

from registrar.areas.finance.models import Charge, DebitNote, DepositSettlement, Refund
from registrar.areas.finance.queries.deposits import CAUTION_MONEY, HALL_CAUTION_MONEY

TUITION_BACK = (
    Refund.Kind.BEFORE_SEMESTER,
    Refund.Kind.FEWER_CREDITS,
    Refund.Kind.PROGRAMME_CANCELLED,
    Refund.Kind.TRANSFER_EXCESS,
)


@dataclass(frozen=True)
class Resting:
    """Refunds that were not cancelled, and whether caution money of the note was forfeited, converted or set off."""

    refunds: tuple[Refund, ...] = ()
    deposit_settled: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.refunds) or self.deposit_settled


def resting_on(note: DebitNote) -> Resting:
    """Return what rests on a note's money; three queries. The database asks the same when money is taken off a note."""
    charges = list(Charge.objects.filter(debit_note=note, reversed_at=None))
    asked = Q(charge__debit_note=note)
    kinds = {charge.kind for charge in charges}
    asked |= Q(kind=Refund.Kind.DEPOSIT) if CAUTION_MONEY in kinds else Q()
    asked |= Q(kind=Refund.Kind.HALL_DEPOSIT) if HALL_CAUTION_MONEY in kinds else Q()
    terms = {row.term_id for row in charges if row.kind.startswith("tuition") or row.kind == "initial_fee"}
    asked |= Q(kind__in=TUITION_BACK, term_id__in=terms)
    live = Refund.objects.filter(asked, study_id=note.study_id).exclude(state=Refund.State.CANCELLED)
    refunds = tuple(live.order_by("pk"))
    keys = [charge.pk for charge in charges]
    settled = DepositSettlement.objects.filter(charge_id__in=keys, reversed_at=None).exists()
    return Resting(refunds, settled and not refunds)

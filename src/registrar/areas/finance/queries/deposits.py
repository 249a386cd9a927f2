"""Caution money that the University holds."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from registrar.areas.finance.models import Charge, DebitNote, DepositSettlement

CAUTION_MONEY, HALL_CAUTION_MONEY = "caution_money", "hall_caution_money"


@dataclass(frozen=True, slots=True)
class Deposit:
    """One deposit that was paid: its charge, and what of it is still held, in HK$."""

    charge: int
    study: int
    held: Decimal


def deposits_held(studies: Collection[int], kind: str = CAUTION_MONEY) -> dict[int, Deposit]:
    """Return study -> its latest paid deposit of a kind of which something is held; two queries."""
    rows = Charge.objects.filter(
        study_id__in=set(studies), kind=kind, reversed_at=None, debit_note__state=DebitNote.State.PAID
    ).order_by("pk")
    charges = list(rows.values_list("pk", "study_id", "amount"))
    settled = DepositSettlement.objects.filter(charge_id__in=[pk for pk, _, _ in charges], reversed_at=None).order_by()
    gone = dict(settled.values_list("charge_id").annotate(Sum("amount")))
    found = (Deposit(pk, study, amount - gone.get(pk, Decimal(0))) for pk, study, amount in charges)
    return {item.study: item for item in found if item.held > 0}


def graduation_fee_met(study: int) -> bool:
    """Whether a graduation fee was charged before, or a deposit was turned into it; two queries at most.

    An award that is confirmed anew, after its retraction, brings no second fee (polyu-2024-25:8I-13).
    """
    if Charge.objects.filter(study_id=study, kind="graduation", reversed_at=None).exists():
        return True
    turned = DepositSettlement.objects.filter(charge__study_id=study, outcome="converted", reversed_at=None)
    return turned.exists()

"""How collection goes: by state, by day, and by age of what is owed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from registrar.areas.finance.models import DebitNote, Payment

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)
# Days past the deadline at which the next age begins.
AGES = (0, 7, 14, 30)


@dataclass(frozen=True)
class Share:
    """So many notes over so much, in HK$."""

    notes: int = 0
    amount: Decimal = Decimal("0.00")


def by_state(term: str) -> dict[str, Share]:
    """Return state -> notes and amount of a term; one query."""
    rows = DebitNote.objects.filter(term_id=term).order_by().values_list("state").annotate(Count("pk"), Sum("amount"))
    return {state: Share(notes, amount) for state, notes, amount in rows}


def by_day(term: str) -> list[tuple[date, Share]]:
    """Return the accepted payments of a term's notes by the day (Hong Kong) on which they were credited; one query."""
    rows = (
        Payment.objects.filter(debit_note__term_id=term, state=Payment.State.ACCEPTED)
        .annotate(day=TruncDate("received_at"))
        .order_by("day")
        .values_list("day")
        .annotate(Count("pk"), Sum("amount"))
    )
    return [(day, Share(notes, amount)) for day, notes, amount in rows]


def ageing(today: date) -> list[Share]:
    """Return what is owed by age: not yet due, then each age of AGES in days past the deadline; one query."""
    shares = [Share() for _ in range(len(AGES) + 1)]
    rows = (
        DebitNote.objects.filter(state__in=OPEN).order_by().values_list("deadline").annotate(Count("pk"), Sum("amount"))
    )
    for deadline, notes, amount in rows:
        late = (today - deadline).days
        place = sum(late > days for days in AGES)
        before = shares[place]
        shares[place] = Share(before.notes + notes, before.amount + amount)
    return shares

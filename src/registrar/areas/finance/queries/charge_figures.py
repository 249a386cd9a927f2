"""How an office's charges stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from registrar.areas.finance.models import ChargeWaiver, DebitNote, RaisedCharge
from registrar.areas.finance.offices import Desk
from registrar.areas.finance.queries.raised_charges import raised_charges, waiting_waivers

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class ChargeFigures:
    """Charges owed, overdue and paid with their amounts (HK$), those without a price, and waivers to decide."""

    outstanding: int
    outstanding_amount: Decimal
    overdue: int
    overdue_amount: Decimal
    paid: int
    paid_amount: Decimal
    asked: int
    to_second: int


def charge_figures(desks: Sequence[Desk] | None, user: Any) -> ChargeFigures:
    """Return how the charges stand that somebody at these desks sees (None: all); two queries.

    `to_second` counts the waivers that wait for another person than the user.
    """
    rows = raised_charges(desks).order_by()
    owed = Q(state=RaisedCharge.State.CHARGED)
    asks = {
        name: owed & Q(debit_note__state=state)
        for name, state in (
            ("outstanding", DebitNote.State.OUTSTANDING),
            ("overdue", DebitNote.State.OVERDUE),
            ("paid", DebitNote.State.PAID),
        )
    }
    found: dict[str, Any] = rows.aggregate(
        **{name: Count("pk", filter=test) for name, test in asks.items()},
        **{f"{name}_amount": Sum("amount", filter=test, default=ZERO) for name, test in asks.items()},
        asked=Count("pk", filter=Q(state=RaisedCharge.State.ASKED)),
    )
    to_second = waiting_waivers(rows).exclude(waivers__proposed_by=user, waivers__state=ChargeWaiver.State.PROPOSED)
    return ChargeFigures(**found, to_second=to_second.count())

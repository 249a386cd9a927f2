"""What was charged for credit transfers and exemptions, and what became of it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from registrar.areas.finance.models import Payment, RaisedCharge
from registrar.areas.finance.transfers import KINDS, PREFIX, RESTORING, key_of
from registrar.areas.platform.clock import HONG_KONG

State = RaisedCharge.State


def transfer_charges(transfers: Collection[Any]) -> dict[int, list[RaisedCharge]]:
    """Return transfer -> its charges with their notes, the latest round first; one query."""
    keys = {one.pk for one in transfers}
    rows = RaisedCharge.objects.filter(
        study_id__in={one.study_id for one in transfers}, kind__in=(*KINDS, RESTORING), reference__startswith=PREFIX
    ).select_related("debit_note")
    found: dict[int, list[RaisedCharge]] = {}
    for row in rows.order_by("-pk"):
        key, _round = key_of(row.reference)
        if key in keys:
            found.setdefault(key, []).append(row)
    return found


def restoring_charges(charges: Collection[RaisedCharge]) -> dict[str, RaisedCharge]:
    """Return kind -> the charge that stands for restoring a void transfer; the one that made it void is void itself."""
    return {one.kind: one for one in charges if one.state != State.VOID}


def overdue_transfer_charges() -> list[RaisedCharge]:
    """Return the charges of transfers whose notes were not paid by their deadline; one query."""
    rows = RaisedCharge.objects.filter(
        kind__in=(*KINDS, RESTORING),
        state=State.CHARGED,
        reference__startswith=PREFIX,
        debit_note__state="overdue",
    )
    return list(rows.select_related("debit_note").order_by("study_id", "pk"))


def transfers_to_restore() -> set[int]:
    """Return the transfers whose restoring was charged and is paid; one query."""
    rows = RaisedCharge.objects.filter(
        kind=RESTORING, state=State.CHARGED, reference__startswith=PREFIX, debit_note__state="paid"
    )
    return {key_of(reference)[0] for reference in rows.values_list("reference", flat=True)}


def settled_on(charge: RaisedCharge | None) -> date | None:
    """Return the day on which a charge was paid, or came to nothing; None while it is owed; one query."""
    if charge is None:
        return None
    if charge.state in (State.FREE, State.WAIVED):
        return charge.raised_at.astimezone(HONG_KONG).date()
    paid = Payment.objects.filter(debit_note_id=charge.debit_note_id, state=Payment.State.ACCEPTED).first()
    return paid.received_at.astimezone(HONG_KONG).date() if paid is not None and charge.debit_note_id else None

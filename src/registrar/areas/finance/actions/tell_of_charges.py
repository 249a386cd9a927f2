"""Telling students of charges outside tuition: who raised them, what for, by when to pay."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.offices import kind_title, office_title, whom_to_ask
from registrar.areas.platform import notices
from registrar.kernel import Message, Money
from registrar.rulebook.messages import both


def tell_of_charges(
    rows: Sequence[RaisedCharge], studies: Mapping[int, Any], *, now: datetime, kind: str = "finance.charge_raised"
) -> None:
    """Tell each student of a charge: "finance.charge_raised", "finance.charge_waived" or "finance.charge_void".

    "finance.charge_advised" is for what is voluntary and has no note. `studies` maps the study's key to its row with
    the student.
    """
    notices.send([_draft(row, studies[row.study_id].student, kind) for row in rows], now=now)


def _draft(row: RaisedCharge, student: Any, kind: str) -> notices.Draft:
    note: Any = row.debit_note
    args: dict[str, Any] = {
        "charge": kind_title(row.kind),
        "office": office_title(row.office),
        "reference": row.reference,
        "reason": row.reason or "–",
        "ask": whom_to_ask(row.office),
        "amount": Money(row.amount or Decimal(0)),
        **({"number": note.number, "deadline": note.deadline} if note else {}),
    }
    return notices.Draft(
        recipient=student,
        kind=kind,
        subject=both(Message(f"{kind}.subject", args)),
        body=both(Message(f"{kind}.body", args)),
        link=f"/finance/notes/{note.number}/" if note else "/my/fees/",
    )

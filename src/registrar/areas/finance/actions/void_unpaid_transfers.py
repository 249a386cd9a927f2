"""Credit transfers and exemptions whose fee was not paid by its deadline."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.tell_of_transfer import tell_of_transfer
from registrar.areas.finance.actions.void_charges import void_charges
from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.finance.queries.transfer_charges import overdue_transfer_charges
from registrar.areas.finance.transfers import key_of, reference
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.actions.set_transfer_standing import set_transfer_standing
from registrar.areas.studies.queries.transfers_of import full_transfers
from registrar.rulebook import decide

RULE = "finance.transfer_standing"


def void_unpaid_transfers(*, now: datetime) -> int:
    """Make void what was not paid for, and take its fee off the account; return how many became void.

    The results stay on record and count no longer; registration and status are not touched (polyu-2024-25:5B-07,
    8B-04). A note counts as unpaid once it is marked overdue, so a payment under way is waited for. The fees of a
    restoration that stayed unpaid are taken off as well. Each in its own transaction; twice does nothing more.
    """
    return sum(_void(charge, now) for charge in overdue_transfer_charges())


@transaction.atomic
def _void(seen: RaisedCharge, now: datetime) -> bool:
    locked = lock({"studies.Study": [seen.study_id], "finance.DebitNote": [seen.debit_note_id]})
    note = locked["finance.DebitNote"][seen.debit_note_id]
    if note.state != DebitNote.State.OVERDUE:
        return False
    transfer = full_transfers().get(pk=key_of(seen.reference)[0])
    if transfer.state != transfer.State.STANDING or reference(transfer) != seen.reference:
        void_charges(seen.kind, [seen.reference], actor=None, now=now)
        return False
    today = now.astimezone(HONG_KONG).date()
    facts = {
        "approval": transfer.kind,
        "fee": {"amount": str(note.amount), "currency": "HKD"},
        "deadline": note.deadline,
    }
    decision = decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)
    if decision.result.get("approval_state") != "nullified":
        return False
    stored = decisions.store(decision, subject=f"study:{seen.study_id}", actor=None, now=now)
    set_transfer_standing(transfer, void_on=today, decision=stored)
    void_charges(seen.kind, [seen.reference], actor=None, now=now, notify=False)
    tell_of_transfer(transfer, "void", now=now)
    return True

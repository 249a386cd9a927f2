"""Void credit transfers and exemptions whose fees were paid after all."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from registrar.areas.finance.actions.tell_of_transfer import tell_of_transfer
from registrar.areas.finance.queries.transfer_charges import (
    restoring_charges,
    settled_on,
    transfer_charges,
    transfers_to_restore,
)
from registrar.areas.finance.transfers import RESTORING
from registrar.areas.platform import decisions
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.locking import lock
from registrar.areas.studies.actions.set_transfer_standing import set_transfer_standing
from registrar.areas.studies.queries.transfers_of import full_transfers
from registrar.rulebook import decide

RULE = "finance.transfer_standing"


def restore_transfers(*, now: datetime) -> int:
    """Let void transfers count again whose fee and restoring fee are both paid; return how many (5B-07, 3Q-10).

    Each in its own transaction; twice does nothing more.
    """
    void = full_transfers().filter(pk__in=transfers_to_restore(), state="void").order_by("study_id", "pk")
    return sum(_restore(key, now) for key in void.values_list("pk", flat=True))


@transaction.atomic
def _restore(key: int, now: datetime) -> bool:
    lock({"studies.Study": full_transfers().filter(pk=key).values_list("study_id", flat=True)})
    transfer = full_transfers().get(pk=key)
    if transfer.state != transfer.State.VOID or transfer.standing_decision is None:
        return False
    charges = restoring_charges(transfer_charges([transfer]).get(key, []))
    before = transfer.standing_decision.body["facts"]
    facts = {
        "approval": transfer.kind,
        "fee": before["fee"],
        "deadline": before["deadline"],
        "fee_paid_on": settled_on(charges.get(transfer.kind)),
        "reinstatement_paid_on": settled_on(charges.get(RESTORING)),
    }
    today = now.astimezone(HONG_KONG).date()
    decision = decide(RULE, facts, as_of=today, university=settings.UNIVERSITY)
    if decision.result.get("approval_state") != "reinstated":
        return False
    stored = decisions.store(decision, subject=f"study:{transfer.study_id}", actor=None, now=now)
    set_transfer_standing(transfer, void_on=None, decision=stored)
    tell_of_transfer(transfer, "restored", now=now)
    return True

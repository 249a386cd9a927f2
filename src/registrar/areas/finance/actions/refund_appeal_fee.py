"""The fee of an appeal, back when it was upheld."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.grant_refund import Granted, grant_refund
from registrar.areas.finance.queries.paid_appeals import appeal_charged
from registrar.areas.finance.queries.refund_proposals import appeal_proposal
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG


@transaction.atomic
def refund_appeal_fee(charge: int, *, matter: str, upheld: int, actor: Any, now: datetime) -> Granted:
    """Return the fee of the papers, or the case, for which an appeal was upheld (polyu-2024-25:6I-04).

    Whoever records the outcome calls this. `charge` is the appeal's own charge: papers and fee come from what was paid
    for it, and it is refunded once. The refused decision is stored and returned. Raises RaisedCharge.DoesNotExist.
    """
    study = appeal_charged(charge).study
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    # Looked at again under the lock: a payment may have been taken back in between.
    appeal = appeal_charged(charge)
    today = now.astimezone(HONG_KONG).date()
    proposal = appeal_proposal(row, appeal, matter=matter, upheld=upheld, today=today)
    if proposal.refund is None:
        decisions.store(proposal.decision, subject=f"study:{study}", actor=actor, now=now)
        return Granted(proposal.decision)
    return grant_refund(proposal.refund, actor=actor, now=now)

"""The fee of an appeal, back when it was upheld."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.grant_refund import Granted, grant_refund
from registrar.areas.finance.queries.refund_proposals import appeal_proposal
from registrar.areas.platform import decisions, locking
from registrar.areas.platform.clock import HONG_KONG


@transaction.atomic
def refund_appeal_fee(
    study: int, case: str, *, matter: str, fee: Decimal, papers: int = 1, upheld: int, actor: Any, now: datetime
) -> Granted:
    """Return the fee of the papers, or the case, for which an appeal was upheld (polyu-2024-25:6I-04).

    Whoever records the outcome calls this. `case` is the appeal's reference: it is refunded once.
    """
    row = locking.lock({"studies.Study": [study]})["studies.Study"][study]
    today = now.astimezone(HONG_KONG).date()
    proposal = appeal_proposal(row, case, matter=matter, fee=fee, papers=papers, upheld=upheld, today=today)
    if proposal.refund is None:
        decisions.store(proposal.decision, subject=f"study:{study}", actor=actor, now=now)
        return Granted(proposal.decision)
    return grant_refund(proposal.refund, actor=actor, now=now)

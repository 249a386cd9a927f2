"""Granting one refund."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.grant_refunds import grant_refunds
from registrar.areas.finance.models import Refund
from registrar.areas.finance.refunds import NewRefund
from registrar.kernel import Decision, Message


@dataclass(frozen=True)
class Granted:
    """The decision, and the refund where one was granted; `refused` says why an allowed one was not."""

    decision: Decision
    refund: Refund | None = None
    refused: Message | None = None


def grant_refund(new: NewRefund, *, actor: Any, now: datetime) -> Granted:
    """Grant it unless its cause was refunded before; call it in a transaction, with the study locked."""
    granted = grant_refunds([new], actor=actor, now=now)
    if not granted:
        return Granted(new.decision, refused=Message("finance.refund.granted_before"))
    return Granted(new.decision, granted[0])

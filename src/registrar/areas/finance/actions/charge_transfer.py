"""The fee of an approved credit transfer or exemption."""

from datetime import datetime
from typing import Any

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.transfers import fee_cause


def charge_transfer(transfer: Any, *, actor: Any, now: datetime) -> RaisedCharge | None:
    """Charge the approved credits to those who pay by credits (polyu-2024-25:5B-06, 8I-06; polyu-2018-19:3Q-03).

    Returns what came of it: charged with a note of its own, nothing due for those who pay flat fees, or a question to
    the Finance Office; None where the edition has no such fee. Twice charges once.
    """
    (raised,) = raise_charges([fee_cause(transfer)], actor=actor, now=now)
    return raised.charge

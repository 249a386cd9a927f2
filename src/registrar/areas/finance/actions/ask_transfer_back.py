"""A student asks to have a void credit transfer or exemption restored."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.queries.transfer_charges import restoring_charges, transfer_charges
from registrar.areas.finance.transfers import RESTORING, codes_of, fee_cause, reference
from registrar.areas.platform.locking import lock
from registrar.areas.studies.queries.transfers_of import full_transfers


class NotVoid(ValueError):
    """The transfer counts: there is nothing to restore."""


@transaction.atomic
def ask_transfer_back(key: int, *, actor: Any, now: datetime) -> list[RaisedCharge]:
    """Charge the transfer's fee anew and the fee for restoring it; return the charges of this round.

    It counts again once both are paid (polyu-2024-25:5B-07, polyu-2018-19:3Q-10). What an earlier round paid is not
    charged again; asking twice charges once. What no rule prices waits for the Finance Office. Raises NotVoid and
    Transfer.DoesNotExist.
    """
    lock({"studies.Study": full_transfers().filter(pk=key).values_list("study_id", flat=True)})
    transfer = full_transfers().get(pk=key)
    if transfer.state != transfer.State.VOID:
        raise NotVoid(key)
    live = restoring_charges(transfer_charges([transfer]).get(transfer.pk, []))
    if len(live) == len((transfer.kind, RESTORING)):
        return list(live.values())
    transfer.round += 1
    transfer.save(update_fields=["round"])
    restoring = Cause(RESTORING, transfer.study_id, reference(transfer), reason=codes_of(transfer.lines.all()))
    causes = [one for one in (fee_cause(transfer), restoring) if one.kind not in live]
    raised = raise_charges(causes, actor=actor, now=now)
    return [*live.values(), *(one.charge for one in raised if one.charge is not None)]

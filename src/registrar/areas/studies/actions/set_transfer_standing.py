"""A transfer becomes void, or counts again."""

from datetime import date
from typing import Any

from registrar.areas.studies.models import SubjectResult, Transfer

State = Transfer.State


def set_transfer_standing(transfer: Transfer, *, void_on: date | None, decision: Any) -> None:
    """Make a transfer void from a day, or let it count again (None); its results follow, and nothing is deleted.

    The caller holds the study's lock; `decision` is the stored one behind the change.
    """
    transfer.void_on = void_on
    transfer.state = State.VOID if void_on is not None else State.STANDING
    transfer.standing_decision = decision
    transfer.save(update_fields=["void_on", "state", "standing_decision"])
    SubjectResult.objects.filter(transfer_line__transfer=transfer).update(void_on=void_on)

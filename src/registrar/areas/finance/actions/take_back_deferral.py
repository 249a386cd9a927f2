"""Taking an application for deferral back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.ask_deferral import locked_note
from registrar.areas.finance.models import Deferral


@transaction.atomic
def take_back_deferral(deferral_id: int, *, actor: Any, now: datetime) -> Deferral:
    """Let a student take an application back that nobody has answered; an answered one stays as it is.

    Who and when is in the audit trail. Raises Deferral.DoesNotExist.
    """
    locked_note(Deferral.objects.values_list("debit_note_id", flat=True).get(pk=deferral_id))
    deferral = Deferral.objects.get(pk=deferral_id)
    if deferral.state == Deferral.State.ASKED:
        deferral.state = Deferral.State.TAKEN_BACK
        deferral.save(update_fields=["state"])
    return deferral

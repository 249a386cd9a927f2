"""Proposing that everybody on a cancelled programme is refunded, and the second person's word on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.queue_programme_refunds import queue_programme_refunds
from registrar.areas.finance.models import ProgrammeCancellation


@dataclass(frozen=True)
class Proposed:
    """The proposal, and the run of the job where a second officer has confirmed it just now.

    `own`: the same officer proposed it, so somebody else has to confirm.
    """

    proposal: ProgrammeCancellation
    run: Any = None
    own: bool = False


@transaction.atomic
def propose_cancellation(programme: str, term: str, *, actor: Any, now: datetime) -> Proposed:
    """Note who proposes to refund everybody on a programme from a term on; nothing is refunded yet.

    A proposal that waits stays as it is, whoever made it.
    """
    row, new = ProgrammeCancellation.objects.get_or_create(
        programme=programme, term_id=term, confirmed_at=None, defaults={"proposed_by": actor, "proposed_at": now}
    )
    return Proposed(row, own=new or row.proposed_by_id == actor.pk)


@transaction.atomic
def confirm_cancellation(proposal_id: int, *, actor: Any, now: datetime) -> Proposed:
    """Confirm what another officer proposed, and queue the job; the database refuses one's own proposal too.

    Of many who confirm at once one does. Raises ProgrammeCancellation.DoesNotExist.
    """
    waiting = ProgrammeCancellation.objects.filter(pk=proposal_id, confirmed_at=None).exclude(proposed_by=actor)
    done = waiting.update(confirmed_by=actor, confirmed_at=now)
    row = ProgrammeCancellation.objects.get(pk=proposal_id)
    if not done:
        return Proposed(row, own=row.proposed_by_id == actor.pk)
    return Proposed(row, queue_programme_refunds(row, actor=actor, now=now))

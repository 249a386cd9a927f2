"""Queueing the draw of a ballot, and the coming out of its results, as jobs."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform.jobs import start
from registrar.areas.platform.locking import lock
from registrar.areas.platform.queries.job_runs import running
from registrar.areas.registration.models import Ballot

DRAW = "registration.draw_ballot"
PUBLISH = "registration.publish_ballot"
DUE = {DRAW: (Ballot.State.CLOSED, Ballot.State.ENTERING), PUBLISH: (Ballot.State.DRAWN,)}


@transaction.atomic
def queue_ballot(ballot_id: int, name: str, *, actor: Any, now: datetime) -> Any:
    """Queue DRAW or PUBLISH and return its run; None where the round isn't there yet, or is past it.

    While one for the same ballot waits or runs, that one is returned. Raises Ballot.DoesNotExist.
    """
    ballot = lock({"registration.Ballot": [ballot_id]})["registration.Ballot"].get(ballot_id)
    if ballot is None:
        raise Ballot.DoesNotExist(ballot_id)
    if ballot.state(now) not in DUE[name]:
        return None
    return running(name, ballot=str(ballot_id)) or start(name, {"ballot": str(ballot_id)}, actor=actor, now=now)

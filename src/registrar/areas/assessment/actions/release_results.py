"""The release of the overall result: the board's decisions take effect, and everybody is told."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.notices import result_notices
from registrar.areas.platform.locking import lock
from registrar.areas.platform.notices import send
from registrar.areas.studies.actions.deregister_studies import deregister_studies


@transaction.atomic
def release_results(run_id: int, *, actor: Any, now: datetime) -> dict[str, int] | None:
    """Carry out the board's decisions and send the notices; None before the day, before the board, or if done.

    Grades and standings show by their dates (`released_on`); this changes the status of those de-registered, with the
    decision behind it, and tells everybody (polyu-2024-25:6I-01). All in one transaction: nobody sees half a release.
    """
    concerned = Proposal.objects.filter(run=run_id, group=Proposal.Group.DEREGISTRATION).values_list(
        "study_id", flat=True
    )
    locked = lock({"studies.Study": concerned, "assessment.BoardRun": [run_id]})
    run: BoardRun = locked["assessment.BoardRun"][run_id]
    if run.state != BoardRun.State.CONFIRMED or now.date() < run.releases_on:
        return None
    proposals = list(
        run.proposals.exclude(group=Proposal.Group.MISSING)
        .select_related("study__student", "decision")
        .order_by("study")
    )
    out = [(p.study_id, "ground_" + p.grounds[0], p.decision_id) for p in proposals if p.group == "deregistration"]
    deregister_studies(out, term=run.term_id, actor=actor, now=now)
    send(result_notices(proposals, run.term_id), now=now)
    run.state, run.released_at = BoardRun.State.RELEASED, now
    run.save(update_fields=["state", "released_at"])
    return dict(Counter(p.group for p in proposals))
